package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One GET over one socket. A plain socket and not the JDK's HTTP clients: {@code java.net.http.HttpClient} keeps a selector
 * and its thread until it is garbage and cannot be closed before Java 21; {@code HttpURLConnection} repeats requests by
 * itself, keeps connections in a pool of the JVM, and has no limit for a head that comes byte by byte.
 *
 * @param uri what to get, in ASCII
 * @param tls for https; the JVM's default where null
 */
record HttpCall(URI uri, @Nullable SSLContext tls) {
    /**
     * Where to.
     *
     * @throws IOException if this process cannot look the name up
     */
    InetSocketAddress address() throws IOException {
        return Lookup.of(host(), port(uri));
    }

    HttpReply over(DeadlineSocket socket, InetSocketAddress address) throws IOException {
        socket.connect(address);
        Socket channel = secure(uri) ? secured(socket, host()) : socket;
        channel.getOutputStream().write(request().getBytes(UTF_8));
        channel.getOutputStream().flush();
        return new HttpReader(new BufferedInputStream(channel.getInputStream())).reply();
    }

    private String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : secure(uri) ? 443 : 80;
    }

    private static boolean secure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    private SSLSocket secured(DeadlineSocket socket, String host) throws IOException {
        SSLSocketFactory factory =
                tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls.getSocketFactory();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port(uri), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // or any trusted certificate would do for any host
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private String request() {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        String user = uri.getUserInfo();
        return "GET " + (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query) + " HTTP/1.1\r\n"
                + "Host: " + uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort()) + "\r\n"
                + (user == null ? "" : "Authorization: Basic " + encoded(user) + "\r\n")
                + "User-Agent: selfheal\r\n"
                + "Accept: application/json, */*;q=0.5\r\n"
                + "Connection: close\r\n\r\n";
    }

    private static String encoded(String user) {
        return Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
    }
}
