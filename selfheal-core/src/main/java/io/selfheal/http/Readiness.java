package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.selfheal.Fault;
import io.selfheal.View;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Whether the host wants traffic. A host's check that hangs holds one thread of a server, never the second one. */
final class Readiness {
    private static final HealthAnswer READY = HealthAnswer.of(200, "{\"status\":\"UP\"}");
    private static final HealthAnswer NO_TURN = unready("the loop has not turned yet");
    private static final HealthAnswer NOT_YET = unready("the service says that it is not ready");
    private static final HealthAnswer HANGS = unready("the service's own readiness check does not return");
    private static final long PATIENCE_MILLIS = 100;

    private final BooleanSupplier ready;
    private final ReentrantLock asking = new ReentrantLock();

    Readiness(BooleanSupplier ready) {
        this.ready = ready;
    }

    HealthAnswer of(View view) {
        if (view.turns() == 0) {
            return NO_TURN;
        }
        try {
            if (!asking.tryLock(PATIENCE_MILLIS, MILLISECONDS)) {
                return HANGS;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return HANGS;
        }
        try {
            return ready.getAsBoolean() ? READY : NOT_YET;
        } catch (Throwable thrown) { // user code: whatever it throws is its answer
            return unready("the service's own readiness check failed: "
                    + Fault.of(thrown).shown());
        } finally {
            asking.unlock();
        }
    }

    private static HealthAnswer unready(String detail) {
        byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(detail);
        return HealthAnswer.of(503, "{\"status\":\"DOWN\",\"detail\":\"" + new String(text, UTF_8) + "\"}");
    }
}
