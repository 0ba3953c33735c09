package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class GateTest {
    private final LoadGate gate = new LoadGate();

    @Test
    void sheddingLetsInHalfOfWhatIsInFlightAndTheLeaseEndsIt() throws Exception {
        acquire(10);
        Attempted attempt = new Attempted();

        new ShedLoad(gate, 0.5, 2).recover(attempt);

        assertThat(attempt.leases).containsExactly("at most 5 requests at the same time, of 10");
        assertThat(gate.tryAcquire()).isFalse();
        for (int i = 0; i < 6; i++) {
            gate.release();
        }
        assertThat(gate.tryAcquire()).isTrue();
        assertThat(gate.tryAcquire()).isFalse();

        attempt.endLeases();
        assertThat(gate.tryAcquire()).isTrue();
        assertThat(gate.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void sheddingNeverGoesBelowItsFloor() throws Exception {
        acquire(3);
        for (int i = 0; i < 5; i++) {
            new ShedLoad(gate, 0.1, 2).recover(new Attempted());
        }
        assertThat(gate.limit()).isEqualTo(2);
    }

    @Test
    void drainingWaitsForWhatIsInFlightAndReadinessComesBack() throws Exception {
        acquire(3);
        long[] nanos = {0};
        Attempted attempt = new Attempted();
        Drain drain = new Drain(gate, Duration.ofSeconds(5), () -> nanos[0], time -> {
            nanos[0] += time.toNanos();
            assertThat(gate.ready()).isFalse();
            if (gate.inFlight() > 0) {
                gate.release();
            }
        });

        drain.recover(attempt);

        assertThat(attempt.report).isEqualTo("drained");
        assertThat(nanos[0]).as("a second after the last one").isEqualTo(1_020_000_000);
        attempt.endLeases();
        assertThat(gate.ready()).isTrue();
    }

    @Test
    void drainingWaitsForThoseWhoHaveNotSeenYetThatItIsNotReady() throws Exception {
        long[] nanos = {0};
        Attempted attempt = new Attempted();
        Drain drain = new Drain(gate, Duration.ofSeconds(5), () -> nanos[0], time -> {
            nanos[0] += time.toNanos();
            if (nanos[0] <= 2_000_000_000L) { // each is answered before the next look
                acquire(1);
                gate.release();
            }
        });

        drain.recover(attempt);

        assertThat(attempt.report).isEqualTo("drained");
        assertThat(nanos[0]).isEqualTo(3_000_000_000L);
    }

    @Test
    void requestsThatDoNotStopComingAreReported() throws Exception {
        long[] nanos = {0};
        Attempted attempt = new Attempted();

        new Drain(gate, Duration.ofSeconds(5), () -> nanos[0], time -> {
                    nanos[0] += time.toNanos();
                    acquire(1);
                    gate.release();
                })
                .recover(attempt);

        assertThat(attempt.report).isEqualTo("requests still came after PT5S");
    }

    @Test
    void whatDoesNotEndInTimeIsReported() throws Exception {
        acquire(2);
        long[] nanos = {0};
        Attempted attempt = new Attempted();

        new Drain(gate, Duration.ofSeconds(5), () -> nanos[0], time -> nanos[0] += time.toNanos()).recover(attempt);

        assertThat(attempt.report).isEqualTo("2 requests were still in flight after PT5S");
        assertThat(gate.ready()).isFalse();
    }

    @Test
    void theFilterRefusesWhatIsTooMuchAndNeverTheHealthCheck() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/slow")) {
                        inside.countDown();
                        await(leave);
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new LoadFilter(gate, "/health"));
        server.start();
        try {
            String base = "http://localhost:" + server.getAddress().getPort();
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> status(get(base + "/slow")));
            inside.await();
            new ShedLoad(gate, 0.5, 1).recover(new Attempted());

            HttpURLConnection refused = get(base + "/orders");
            assertThat(status(refused)).isEqualTo(503);
            assertThat(refused.getHeaderField("Retry-After")).isEqualTo("1");
            assertThat(status(get(base + "/health/live"))).isEqualTo(204);
            assertThat(status(get(base + "/healthy"))).isEqualTo(503);

            leave.countDown();
            assertThat(slow.get()).isEqualTo(204);
        } finally {
            leave.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** As without memory: what was done before the error is in force. */
    @Test
    void whatFailsMidwayIsTakenBackAllTheSame() {
        int[] inForce = {0};
        InForce failing = new InForce(
                () -> {
                    inForce[0]++;
                    throw new OutOfMemoryError("of the test");
                },
                () -> inForce[0]--);

        assertThatThrownBy(failing::begin).isInstanceOf(OutOfMemoryError.class);
        failing.end();
        failing.end();

        assertThat(inForce[0]).isZero();
    }

    @Test
    void aLimitIsLiftedOnceAndNeverInThePlaceOfAnEqualOne() {
        InForce first = gate.restriction(3);
        InForce second = gate.restriction(3);
        InForce higher = gate.restriction(7);
        InForce never = gate.restriction(3);
        first.begin();
        second.begin();
        higher.begin();

        first.end();
        first.end();
        never.end();
        assertThat(gate.limit()).isEqualTo(3);
        second.end();
        assertThat(gate.limit()).isEqualTo(7);
        higher.end();
        assertThat(gate.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    private void acquire(int requests) {
        for (int i = 0; i < requests; i++) {
            assertThat(gate.tryAcquire()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpURLConnection get(String uri) {
        try {
            return (HttpURLConnection) URI.create(uri).toURL().openConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
