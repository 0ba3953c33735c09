package io.selfheal.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection: a request, its answer, and the end. */
final class Visit {
    private static final int MOST_UNREAD = 64 * 1024;

    private final Socket socket;
    private final HealthDesk desk;
    private volatile boolean silent = true;
    private @Nullable Thread worker;
    private boolean answering;
    private boolean overdue;

    Visit(Socket socket, HealthDesk desk) {
        this.socket = socket;
        this.desk = desk;
    }

    /** Whether nothing has come yet. */
    boolean silent() {
        return silent;
    }

    /** Serves it, on the thread that calls. */
    void serve() throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        in.mark(1);
        if (in.read() < 0) {
            return;
        }
        silent = false;
        in.reset();
        OutputStream out = socket.getOutputStream();
        try {
            HealthRequest request = HealthRequest.read(in);
            answering(true);
            byte[] answer = desk.answer(request);
            answering(false);
            out.write(answer);
            socket.shutdownOutput();
            if (request.body()) { // to hang up before it is here would take the answer away again
                in.skipNBytes(MOST_UNREAD);
            }
        } catch (ProtocolException noRequest) {
            out.write(desk.noRequest());
        }
    }

    /** The host's own readiness check is not cut off but interrupted: what it says may still come in time for somebody. */
    private synchronized void answering(boolean now) throws SocketTimeoutException {
        answering = now;
        if (overdue) {
            throw new SocketTimeoutException("the answer took too long");
        }
    }

    synchronized void begin(Thread by) {
        worker = by;
    }

    /** Sets its thread free: from the other side, or from the host's code as far as that heeds an interrupt. */
    synchronized void evict() {
        overdue = true;
        if (worker != null) {
            worker.interrupt();
        }
        if (!answering) {
            hangUp();
        }
    }

    /** Also forgets an interrupt that it did not take: it must not hit the next one. */
    synchronized void end() {
        worker = null;
        Thread.interrupted();
        hangUp();
    }

    void hangUp() {
        try {
            socket.close();
        } catch (IOException gone) {
            return; // then there is nothing to hang up any more
        }
    }
}
