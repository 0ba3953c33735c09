package io.selfheal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a builder, or a plugin, has collected; nothing of it is checked. */
final class Blueprint {
    String service = "service";
    final List<Probe> probes = new ArrayList<>();
    final List<Detector> detectors = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<RecoveryAction> actions = new ArrayList<>();
    final List<Guard> guards = new ArrayList<>();
    final List<HealingListener> listeners = new ArrayList<>();
    final List<Evidence> collectors = new ArrayList<>();
    final List<Gate> gates = new ArrayList<>();
    final List<HealingPlugin> plugins = new ArrayList<>();
    final List<AutoCloseable> closing = new ArrayList<>();
    final Set<String> without = new HashSet<>();
    final List<Component> components = new ArrayList<>();
    final List<MaintenanceWindow> windows = new ArrayList<>();
    final List<Policy> policies = new ArrayList<>();
    final List<Path> policyFiles = new ArrayList<>();
    final Map<String, Mode> modes = new LinkedHashMap<>();
    boolean discovery = true;
    boolean recordsMetrics;
    boolean replayed;
    boolean silent;
    DecisionEngine engine = DecisionEngine.ladder();
    Mode mode = Mode.ENFORCE;
    Limits limits = new Limits();
    /** Null for as often as the quickest probe asks for. */
    @Nullable
    Duration period;

    InstantSource clock = InstantSource.system();
    Ticker ticker = Ticker.system();

    @Nullable
    Executor executor;

    @Nullable
    Path journalFile;

    @Nullable
    Journal journal;

    @Nullable
    Path evidenceFolder;

    @Nullable
    FleetPermit permit;

    @Nullable
    DecisionAdvisor advisor;

    Duration advisorDeadline = Duration.ofSeconds(2);
    boolean advisedLadders;

    /** What a replay is advised by. */
    @Nullable
    Advisory advisory;

    /** Another one with the same in it, so that building twice installs no plugin twice. */
    Blueprint copy() {
        Blueprint copy = new Blueprint();
        copy.service = service;
        copy.probes.addAll(probes);
        copy.detectors.addAll(detectors);
        copy.rules.addAll(rules);
        copy.actions.addAll(actions);
        copy.guards.addAll(guards);
        copy.listeners.addAll(listeners);
        copy.collectors.addAll(collectors);
        copy.gates.addAll(gates);
        copy.plugins.addAll(plugins);
        copy.without.addAll(without);
        copy.components.addAll(components);
        copy.windows.addAll(windows);
        copy.policies.addAll(policies);
        copy.policyFiles.addAll(policyFiles);
        copy.modes.putAll(modes);
        copy.discovery = discovery;
        copy.recordsMetrics = recordsMetrics;
        copy.replayed = replayed;
        copy.silent = silent;
        copy.engine = engine;
        copy.mode = mode;
        copy.limits = limits.copy();
        copy.period = period;
        copy.clock = clock;
        copy.ticker = ticker;
        copy.executor = executor;
        copy.journalFile = journalFile;
        copy.journal = journal;
        copy.evidenceFolder = evidenceFolder;
        copy.permit = permit;
        copy.advisor = advisor;
        copy.advisorDeadline = advisorDeadline;
        copy.advisedLadders = advisedLadders;
        copy.advisory = advisory;
        return copy;
    }
}
