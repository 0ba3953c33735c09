package io.selfheal.examples.advised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.chat.ChatModel;
import io.selfheal.llm.PostMortem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdvisedTest {
    /** The first call loads classes, which takes its time on a busy machine. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static String told(String url) throws InterruptedException {
        return Advised.told(Advised.model(url, "stand-in", "none", PATIENT), "stand-in", PATIENT);
    }

    @Test
    void anIncidentIsHealedAndToldWithAModelsHelpOverTheRealProtocol() throws Exception {
        try (StandIn standIn = StandIn.start()) {
            String told = told(standIn.uri().toString());
            assertThat(told)
                    .contains("ended HEALED: healed by clear-cache")
                    .contains("stand-in advised: \"memory.used.ratio is at 0.9")
                    .contains("advised by stand-in at weight 0.0")
                    .contains("## What stand-in makes of it")
                    .contains("clear-cache was run, and the outcome was HEALED.");
        }
    }

    @Test
    @Tag("slow")
    void withoutAModelItIsHealedAndToldPlainly() throws Exception {
        PostMortem plain = Advised.heal(builder -> builder);
        assertThat(plain.markdown())
                .contains("ended HEALED: healed by clear-cache")
                .doesNotContain("advised");
    }

    @Test
    void withTheNetworkOffItIsHealedAndSaysWhyNobodyAdvised() throws Exception {
        String closed;
        try (StandIn standIn = StandIn.start()) {
            closed = standIn.uri().toString();
        }
        assertThat(told(closed))
                .contains("ended HEALED: healed by clear-cache")
                .contains("engine-only (Failed: CallFailedException")
                .contains("Nothing: CallFailed");
    }

    @Test
    void anAnswerWithoutEndIsCutOffAndFillsNoHeap() throws Exception {
        try (Server endless = new Server(body -> {
            byte[] spaces = new byte[64 * 1024];
            Arrays.fill(spaces, (byte) ' ');
            while (true) {
                body.write(spaces);
            }
        })) {
            ChatModel model = Advised.model(endless.uri(), "endless", "none", PATIENT);
            assertThatThrownBy(() -> model.chat("hello"))
                    .hasStackTraceContaining("the answer is longer than 262144 bytes");
        }
    }

    @Test
    void anAnswerThatDripsEndsWithTheInterruptOfTheDeadline() throws Exception {
        CountDownLatch dripping = new CountDownLatch(1);
        try (Server drip = new Server(body -> {
            body.write(' ');
            body.flush();
            dripping.countDown();
            try {
                new CountDownLatch(1).await(); // the next drop comes never
            } catch (InterruptedException closed) {
                throw new IOException(closed);
            }
        })) {
            ChatModel model = Advised.model(drip.uri(), "drip", "none", PATIENT);
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread asking = new Thread(() -> {
                try {
                    model.chat("hello");
                } catch (Throwable thrown) {
                    end.set(thrown);
                }
            });
            asking.start();
            assertThat(dripping.await(60, TimeUnit.SECONDS)).isTrue();
            asking.interrupt();
            asking.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(end.get()).isNotNull();
        }
    }

    /** Answers every request with a body of its own making. */
    private static final class Server implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();

        interface Body {
            void write(OutputStream to) throws IOException;
        }

        Server(Body body) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, 0);
                    body.write(exchange.getResponseBody());
                }
            });
            server.start();
        }

        String uri() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
