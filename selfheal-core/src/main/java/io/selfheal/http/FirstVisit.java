package io.selfheal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Serves a visit before anybody comes, over a connection with itself: where no descriptor is left, a class that is used for
 * the first time fails for good, be it ours or the JDK's, which wants two for the first write to any socket.
 */
final class FirstVisit {
    private static final int PATIENCE = 1_000;

    private FirstVisit() {}

    static void rehearse(HealthDesk desk) {
        try {
            visit(desk, "/livez");
            visit(desk, "/health");
        } catch (Throwable failed) { // the first visit of somebody else shows the same failure
            return;
        }
    }

    private static void visit(HealthDesk desk, String path) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            client.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            listener.setSoTimeout(PATIENCE);
            Socket server = listener.accept();
            server.setSoTimeout(PATIENCE); // should a stranger have been quicker
            Visit visit = new Visit(server, desk);
            try {
                visit.serve();
            } finally {
                visit.hangUp();
            }
        }
    }
}
