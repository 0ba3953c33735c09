package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a loop is built of: a blueprint that was checked, and asked every question once. */
record Plan(
        String service,
        List<Sensor> sensors,
        List<Detector> detectors,
        List<Rule> rules,
        ComponentGraph graph,
        Set<String> components,
        List<MaintenanceWindow> windows,
        Map<String, Remedy> remedies,
        List<Guard> guards,
        List<HealingListener> listeners,
        DecisionEngine engine,
        Mode mode,
        Map<String, Mode> modes,
        Limits limits,
        Duration period,
        Duration pace,
        InstantSource clock,
        Ticker ticker,
        @Nullable Executor executor,
        @Nullable Journal journal,
        Optional<FleetPermit> permit,
        Optional<DecisionAdvisor> advisor,
        Optional<Advising> advising,
        Optional<Advisory> advisory,
        Optional<EvidenceFolder> evidenceFolder,
        List<Evidence> collectors,
        Optional<TurnLog> turns,
        List<Gate> gates,
        Source source,
        List<AutoCloseable> closing,
        Unobserved unobserved) {
    Map<String, Rule> rulesById() {
        Map<String, Rule> byId = new LinkedHashMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return byId;
    }

    /** What a replay has to know of the host. */
    HealingEvent.LoopEquipped equipment(long sequence, Instant time) {
        List<Tool> tools = remedies.values().stream().map(Remedy::tool).toList();
        int exhibits = evidenceFolder.isEmpty() ? 0 : 1 + collectors.size();
        return new HealingEvent.LoopEquipped(sequence, time, tools, exhibits, permit.isPresent(), advising);
    }

    /** Whether anything could still raise a problem. */
    boolean watchesFor(String problem) {
        return !detectors.isEmpty() || rules.stream().anyMatch(rule -> rule.id().equals(problem));
    }

    /** Closes what plugins left to be closed. */
    void close() {
        for (AutoCloseable resource : closing) {
            try {
                resource.close();
            } catch (Throwable thrown) { // the next one is closed all the same
                LoggerFactory.getLogger("io.selfheal")
                        .warn(
                                "{} could not be closed: {}",
                                resource.getClass().getName(),
                                Fault.of(thrown).shown());
            }
        }
    }
}
