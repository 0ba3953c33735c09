package io.selfheal.http;

import io.selfheal.Ticker;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/**
 * Takes in one connection after the other, whatever happens. A lack of memory or of descriptors passes it by: its socket
 * keeps listening, and has nothing that such a lack could leave half done.
 */
final class Reception implements Runnable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** From a warning to the next one. */
    private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

    private final ServerSocket listener;
    private final HealthDesk desk;
    private final Workers workers;
    private final SpareDescriptors spares;
    private final Ticker ticker = Ticker.system();
    private boolean told;
    private long toldAt;

    Reception(ServerSocket listener, HealthDesk desk, Workers workers, SpareDescriptors spares) {
        this.listener = listener;
        this.desk = desk;
        this.workers = workers;
        this.spares = spares;
    }

    /** Until the listener is closed. */
    @Override
    public void run() {
        while (!listener.isClosed()) {
            try {
                takeIn();
            } catch (Throwable notNow) {
                despite(notNow);
            }
        }
    }

    private void takeIn() throws IOException {
        Socket socket = listener.accept();
        boolean taken = false;
        try {
            taken = workers.take(new Visit(socket, desk));
        } finally {
            if (!taken) {
                socket.close();
            }
        }
    }

    /** With a spare descriptor it goes on at once, else after a pause: whoever has come waits in the system meanwhile. */
    private void despite(Throwable notNow) {
        if (!listener.isClosed() && !(notNow instanceof IOException && spares.give())) {
            tell(notNow);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void tell(Throwable notNow) {
        long now = ticker.nanos();
        if (!told || now - toldAt >= QUIET) {
            told = true;
            toldAt = now;
            try {
                LoggerFactory.getLogger("io.selfheal")
                        .warn("{} takes in nobody for now: {}", listener, notNow.toString());
            } catch (Throwable noMemory) {
                told = false;
            }
        }
    }
}
