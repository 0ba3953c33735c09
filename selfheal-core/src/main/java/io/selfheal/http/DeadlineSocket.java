package io.selfheal.http;

import io.selfheal.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket for one exchange that ends at a deadline, however slowly the other side sends: before each read the time that
 * is left becomes the read's limit. TLS that is layered over it reads through it, and so ends with it too.
 */
final class DeadlineSocket extends Socket {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ticker ticker;
    private final long end;

    /**
     * Takes the descriptor at once, so that a process that has none left is not mistaken for a peer that does not answer.
     *
     * @param ticker measures the time
     * @param end the deadline, on the ticker
     */
    DeadlineSocket(Ticker ticker, long end) throws IOException {
        super(Proxy.NO_PROXY);
        this.ticker = ticker;
        this.end = end;
        setTcpNoDelay(true);
    }

    void connect(InetSocketAddress address) throws IOException {
        connect(address, millisLeft());
    }

    boolean overdue() {
        return end - ticker.nanos() <= 0;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(millisLeft());
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(millisLeft());
                return in.read(bytes, offset, length);
            }
        };
    }

    private int millisLeft() throws SocketTimeoutException {
        long left = end - ticker.nanos();
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        return Math.toIntExact((left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI); // rounded up: 0 would mean for ever
    }
}
