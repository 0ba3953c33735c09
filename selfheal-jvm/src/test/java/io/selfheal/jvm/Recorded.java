package io.selfheal.jvm;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Exhibit;
import io.selfheal.HealingEvent;
import io.selfheal.Probe;
import io.selfheal.SelfHealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A service with a flight recording that does much and then has an incident. It ends with 0 once its evidence is what it
 * should be, or says why there is none.
 */
final class Recorded {
    private static final long MOST = 4L << 20;
    private static final String SECRET = "--password=of-a-child";

    private Recorded() {}

    public static void main(String[] args) throws Exception {
        boolean can = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        CompletableFuture<Exhibit> evidence = new CompletableFuture<>();
        AtomicInteger queued = new AtomicInteger();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(100))
                .plugin(new FlightRecording())
                .evidence(Path.of(System.getProperty("selfheal.folder"), "evidence"))
                .probe(Probe.gauge("orders.queued.count", queued::get))
                .rule(when("orders.queued.count").above(10).named("queue").because("Orders queue up"))
                .listener(event -> {
                    if (event instanceof HealingEvent.EvidenceCollected collected
                            && collected.exhibit().name().equals("jvm-recording")) {
                        evidence.complete(collected.exhibit());
                    }
                })
                .start()) {
            while (can && healing.view().snapshot().gauge("jvm.recording.bytes").isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            if (can) {
                Orders.take();
                startChild();
            }
            queued.set(11);
            Exhibit exhibit = evidence.get(4, TimeUnit.MINUTES);
            if (exhibit.file().isEmpty()) {
                System.out.println("not recorded: " + exhibit.fault());
            } else {
                look(exhibit);
            }
        }
        if (can) {
            Orders.none();
            System.out.println("and it has ended");
        }
    }

    private static void startChild() throws Exception {
        Process child = new ProcessBuilder("bash", "-c", "exit 0", SECRET).start();
        if (!child.waitFor(1, TimeUnit.MINUTES)) {
            child.destroyForcibly();
            throw new IOException("the child does not end");
        }
    }

    private static void look(Exhibit exhibit) throws IOException {
        long size = Files.size(Path.of(exhibit.file()));
        if (exhibit.fault().isPresent() || size > MOST || size < MOST / 8) {
            throw new IOException("not as it should be, of " + size + " bytes: " + exhibit);
        }
        Orders.look(Path.of(exhibit.file()));
        System.out.println("recorded as it should be");
    }

    /** What needs JFR. */
    private static final class Orders {
        private static final int MANY = Integer.getInteger("selfheal.orders", 20_000);

        /** Some 2 MB each time, and then JFR begins another chunk, however late its own thread is. */
        static void take() {
            for (int day = 0; day < 3; day++) {
                FlightRecorder.getFlightRecorder().takeSnapshot().close();
                for (int number = 1; number <= MANY; number++) {
                    Order order = new Order();
                    order.number = number;
                    order.item = "item " + number + " of a long list of things that somebody wants to have by tomorrow";
                    order.commit();
                }
            }
        }

        static void look(Path file) throws IOException {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET)) {
                throw new IOException("the command line of a child is in it");
            }
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            Set<String> kinds = events.stream()
                    .map(event -> event.getEventType().getName())
                    .filter(kind -> kind.startsWith("jdk.Initial")
                            || kind.startsWith("jdk.StringFlag")
                            || Set.of("jdk.JVMInformation", "jdk.ProcessStart").contains(kind))
                    .collect(Collectors.toSet());
            int latest = events.stream()
                    .filter(event -> event.getEventType().getName().endsWith("Order"))
                    .mapToInt(event -> event.getInt("number"))
                    .max()
                    .orElse(0);
            if (latest != MANY || !kinds.isEmpty()) {
                throw new IOException("the latest order is " + latest + ", and there are " + kinds);
            }
        }

        static void none() {
            boolean left = FlightRecorder.getFlightRecorder().getRecordings().stream()
                    .anyMatch(recording -> recording.getName().equals("selfheal"));
            if (left) {
                throw new IllegalStateException("it still records");
            }
        }
    }

    private static final class Order extends Event {
        private int number;
        private String item = "";

        @Override
        public String toString() {
            return number + " " + item;
        }
    }
}
