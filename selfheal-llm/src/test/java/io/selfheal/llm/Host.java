package io.selfheal.llm;

import io.selfheal.Decision;
import io.selfheal.DecisionAdvisor;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.Status;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.test.Events;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A service whose memory is high because of its cache. Clearing it heals; shedding load and restarting are there too, and a
 * restart is riskier than the host allows. Text from outside can be put anywhere.
 */
final class Host implements AutoCloseable {
    final VirtualTime time = new VirtualTime();
    final Events events = new Events();
    final List<String> ran = new ArrayList<>();
    private final List<Metric> outside = new ArrayList<>();
    private double memory = 0.91;
    private String detail = "";
    private String component = "orders";
    private String report = "";
    private String failure = "";

    /** Where hostile text can come in. */
    enum Place {
        METRIC_NAME {
            @Override
            void put(Host host, String text) {
                host.outside.add(Gauge.of(text, 7));
            }
        },
        LABEL {
            @Override
            void put(Host host, String text) {
                host.component = text;
            }
        },
        PROBE_DETAIL {
            @Override
            void put(Host host, String text) {
                host.detail = text;
                host.outside.add(new Health("downstream.payments", Status.UP, text));
            }
        },
        EXCEPTION_MESSAGE {
            @Override
            void put(Host host, String text) {
                host.failure = text;
            }
        },
        LOG_LINE {
            @Override
            void put(Host host, String text) {
                host.report = text;
                host.failure = "no luck";
            }
        },
        FILE_NAME {
            @Override
            void put(Host host, String text) {
                host.outside.add(Gauge.of("file./var/log/" + text + ".age.seconds", 5));
            }
        };

        abstract void put(Host host, String text);
    }

    SelfHealing build(Consumer<SelfHealing.Builder> settings) {
        Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());
        SelfHealing.Builder builder = time.drive(SelfHealing.builder())
                .service("orders")
                .withoutDiscovery()
                .engine(diagnosis)
                .detector(diagnosis.signs(Duration.ofSeconds(2)))
                .listener(events)
                .probe(Probe.of("inside", this::sample).on(component))
                .action(RecordingAction.of("clear-cache").performs(recovery -> {
                    ran.add("clear-cache");
                    recovery.report(report);
                    if (!failure.isEmpty()) {
                        throw new IllegalStateException(failure);
                    }
                    memory = 0.4;
                }))
                .action(RecoveryAction.of("shed-load", Risk.LOW, () -> ran.add("shed-load")))
                .action(RecoveryAction.of("restart", Risk.HIGH, () -> ran.add("restart")));
        settings.accept(builder);
        return builder.build();
    }

    SelfHealing heal(DecisionAdvisor advisor) {
        return build(builder -> builder.advisor(advisor));
    }

    Host live(SelfHealing healing, int seconds) {
        time.turn(healing, Duration.ofSeconds(seconds));
        return this;
    }

    Host sick() {
        memory = 0.91;
        return this;
    }

    private List<Metric> sample() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new Gauge("memory.used.ratio", memory, detail),
                Gauge.of("cpu.used.ratio", 0.2),
                Gauge.of("cache.used.ratio", memory > 0.5 ? 0.45 : 0.1)));
        metrics.addAll(outside);
        return metrics;
    }

    /** When the first action began, in seconds from the first symptom; -1 if none did. */
    long actedAfter() {
        var opened = events.of(HealingEvent.IncidentOpened.class);
        var started = events.of(HealingEvent.ActionStarted.class);
        return opened.isEmpty() || started.isEmpty()
                ? -1
                : Duration.between(opened.get(0).time(), started.get(0).time()).toSeconds();
    }

    List<String> healings() {
        return events.of(HealingEvent.DecisionMade.class).stream()
                .filter(made -> made.decision() instanceof Decision.Heal)
                .map(made -> ((Decision.Heal) made.decision()).action() + ", "
                        + made.provenance().map(by -> by.shown()).orElse("no adviser"))
                .toList();
    }

    @Override
    public void close() {
        time.close();
    }
}
