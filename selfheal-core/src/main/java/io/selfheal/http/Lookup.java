package io.selfheal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.regex.Pattern;

/**
 * Looks up a host without mistaking a lack of descriptors for a name that nobody knows: without one for the question the JDK
 * says just that, and remembers it for ten seconds.
 */
final class Lookup {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private Lookup() {}

    /**
     * The address of a name, or of an address in digits; unresolved if nobody knows the name.
     *
     * @throws IOException if this process has no descriptor left to ask with
     */
    static InetSocketAddress of(String host, int port) throws IOException {
        if (!ADDRESS.matcher(host).matches()) {
            takeADescriptor();
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            takeADescriptor(); // somebody else may have taken the last one meanwhile
        }
        return address;
    }

    private static void takeADescriptor() throws IOException {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.setTcpNoDelay(true);
        }
    }
}
