package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers for the fleet and for the collectors of evidence as they answered in the past, at the same turn. */
final class RecordedGates implements Gate {
    private final HealingEvent.@Nullable LoopEquipped equipment;
    private final Limits limits;
    private final Map<String, Integer> collected = new HashMap<>();
    private final Map<String, Long> opened = new HashMap<>();
    private final Map<String, No> refused = new HashMap<>();
    private final List<HealingEvent.EvidenceCollected> evidence = new ArrayList<>();
    private final List<HealingEvent.PermitAnswered> permits = new ArrayList<>();
    private @Nullable Recorder recorder;
    private long turned;

    RecordedGates(HealingEvent.@Nullable LoopEquipped equipment, Limits limits) {
        this.equipment = equipment;
        this.limits = limits;
    }

    void recorder(Recorder of) {
        recorder = of;
    }

    /** What came in at a turn of the past. */
    void turn(List<HealingEvent> events, long now) {
        turned = now;
        evidence.clear();
        permits.clear();
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.EvidenceCollected came) {
                evidence.add(came);
            } else if (event instanceof HealingEvent.PermitAnswered answered) {
                permits.add(answered);
            } else if (event instanceof HealingEvent.IncidentOpened incident) {
                opened.put(incident.incident(), now);
            }
        }
    }

    /** What nobody has waited for is told all the same, and a no that nobody asked for any more is remembered. */
    void endTurn() {
        new ArrayList<>(evidence).forEach(this::tell);
        permits.forEach(answer -> answered(answer, turned));
        permits.clear();
    }

    @Override
    public Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk) {
        HealingEvent.LoopEquipped equipped = equipment;
        if (equipped == null) {
            return Optional.empty();
        }
        Optional<Refusal> waiting = equipped.exhibits() == 0
                ? Optional.empty()
                : evidence(intent, equipped.exhibits(), limits.evidence(risk));
        return waiting.isPresent() || !equipped.permit() ? waiting : permit(intent);
    }

    private Optional<Refusal> evidence(Intent intent, int exhibits, Duration longest) {
        String incident = intent.incident().id();
        new ArrayList<>(evidence)
                .stream().filter(came -> came.incident().equals(incident)).forEach(this::tell);
        boolean whole = collected.getOrDefault(incident, 0) >= exhibits;
        long patience = longest.toNanos();
        boolean early = intent.nanos() - opened.getOrDefault(incident, intent.nanos() - patience) < patience;
        return whole || !early ? Optional.empty() : Optional.of(Investigation.waits(longest));
    }

    private void tell(HealingEvent.EvidenceCollected came) {
        evidence.remove(came);
        collected.merge(came.incident(), 1, Integer::sum);
        record((sequence, time) -> new HealingEvent.EvidenceCollected(sequence, time, came.incident(), came.exhibit()));
    }

    private Optional<Refusal> permit(Intent intent) {
        String incident = intent.incident().id();
        No no = refused.get(incident);
        if (no != null && (!no.action.equals(intent.action()) || Permits.isDueAgain(no.at, intent.nanos()))) {
            refused.remove(incident);
        }
        for (HealingEvent.PermitAnswered answer : permits) {
            if (answer.incident().equals(incident) && answer.action().equals(intent.action())) {
                permits.remove(answer);
                answered(answer, intent.nanos());
                if (answer.granted()) {
                    return Optional.empty();
                }
                break;
            }
        }
        No last = refused.get(incident);
        return Optional.of(last == null ? Permits.asking(intent.action()) : Permits.refused(last.reason));
    }

    private void answered(HealingEvent.PermitAnswered answer, long now) {
        record((sequence, time) -> new HealingEvent.PermitAnswered(
                sequence, time, answer.incident(), answer.action(), answer.granted(), answer.reason()));
        if (answer.granted()) {
            refused.remove(answer.incident());
        } else {
            refused.put(answer.incident(), new No(answer.action(), answer.reason(), now));
        }
    }

    /** What the fleet has refused, and when. */
    private record No(String action, String reason, long at) {}

    private void record(Recorder.Draft draft) {
        if (recorder != null) {
            recorder.record(draft);
        }
    }
}
