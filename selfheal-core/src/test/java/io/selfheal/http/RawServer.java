package io.selfheal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that does with each connection what it is told to, as no well-behaved server would. */
final class RawServer implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Counted down when the server closes, so that whatever hangs ends. */
    final CountDownLatch closing = new CountDownLatch(1);

    private final ServerSocket server;
    private final Script script;

    interface Script {
        void play(RawServer server, Socket connection) throws Exception;
    }

    private RawServer(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Plays a script on each connection, after the request's head was read. */
    static RawServer playing(Script script) throws IOException {
        return new RawServer(script);
    }

    static RawServer answering(String answer) throws IOException {
        return playing((server, connection) ->
                connection.getOutputStream().write(answer.replace("\n", "\r\n").getBytes(ISO_8859_1)));
    }

    static RawServer answering(int code, String body) throws IOException {
        return answering("HTTP/1.1 " + code + " Whatever\nContent-Length: "
                + body.replace("\n", "\r\n").length() + "\n\n" + body);
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/health");
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                requests.add(head(connection.getInputStream()));
                script.play(this, connection);
            } catch (Exception e) {
                // the client, or this server, has hung up
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
    }
}
