package io.selfheal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a blueprint: applies its policies, checks everything, and reports all problems at once. */
final class Assembly {
    /** Of evidence, in all. */
    private static final long MOST_EVIDENCE = 64L << 20;

    private final Blueprint blueprint;
    private final Inspection inspection = new Inspection();

    private Assembly(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    static Plan of(Blueprint described) {
        return new Assembly(described.copy()).plan();
    }

    /** The same once more, its policies having changed; what plugins left is not asked for again. */
    static Plan again(Source source) {
        Assembly assembly = new Assembly(source.described().copy());
        assembly.apply(source.policies());
        assembly.inspection.end(); // what cannot be read says nothing of what has changed
        assembly.inspection.placedBy(source.policies());
        assembly.inspection.unchanged(source.applied(), assembly.blueprint);
        return assembly.plan(source);
    }

    private Plan plan() {
        List<Policy> policies = policies();
        Blueprint described = blueprint.copy();
        apply(policies);
        inspection.placedBy(policies);
        Blueprint applied = blueprint.copy();
        Plugins plugins = new Plugins(blueprint, inspection);
        return plan(new Source(described, applied, policies, plugins.installed(), plugins.leftOut()));
    }

    private Plan plan(Source source) {
        List<DefaultRule> defaults = new ArrayList<>();
        List<HealingListener> listeners = new ArrayList<>(blueprint.listeners);
        source.contributions().forEach(left -> left.addTo(blueprint, defaults));
        if (blueprint.replayed) { // nobody is told, asked, or set to work
            blueprint.actions.replaceAll(
                    action -> new RecordedAction(Remedy.of(action).tool()));
        } else {
            listeners = new ArrayList<>(blueprint.listeners);
        }
        if (!blueprint.replayed && !blueprint.silent) {
            listeners.add(0, new EventLog(blueprint.service));
        }
        List<Rule> rules = withDefaults(defaults);
        List<Sensor> sensors = inspection.sensors(blueprint.probes, blueprint.service);
        Map<String, Remedy> remedies = inspection.remedies(blueprint.actions);
        inspection.rules(rules, remedies, blueprint.limits.ceiling);
        inspection.names("detector", blueprint.detectors, Detector::name);
        inspection.names("guard", blueprint.guards, Guard::name);
        inspection.names("listener", blueprint.listeners, HealingListener::name);
        inspection.names("evidence", blueprint.collectors, Evidence::name);
        inspection.numbers(blueprint, remedies.values());
        inspection.modes(blueprint.modes, remedies.keySet());
        ComponentGraph graph = new ComponentGraph(blueprint.components);
        Set<String> components = components(graph, sensors);
        inspection.graph(graph, components);
        Journal journal = journal();
        Optional<Advising> advising = inspection.advising(blueprint);
        inspection.end();
        return new Plan(
                blueprint.service,
                blueprint.replayed ? List.of() : sensors,
                List.copyOf(blueprint.detectors),
                rules,
                graph,
                components,
                List.copyOf(blueprint.windows),
                Collections.unmodifiableMap(remedies),
                List.copyOf(blueprint.guards),
                listeners,
                blueprint.engine,
                blueprint.mode,
                Map.copyOf(blueprint.modes),
                blueprint.limits.copy(),
                Pace.period(blueprint.period),
                Pace.of(blueprint.period, sensors),
                blueprint.clock,
                blueprint.ticker,
                blueprint.executor,
                journal,
                Optional.ofNullable(blueprint.permit),
                Optional.ofNullable(blueprint.advisor),
                advising,
                Optional.ofNullable(blueprint.advisory),
                evidenceFolder(),
                List.copyOf(blueprint.collectors),
                blueprint.recordsMetrics && !blueprint.replayed ? Optional.of(new TurnLog()) : Optional.empty(),
                List.copyOf(blueprint.gates),
                source,
                List.copyOf(blueprint.closing),
                new Unobserved(rules));
    }

    private List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(blueprint.policies);
        for (Path file : blueprint.policyFiles) {
            ServiceLoader.load(Policy.Format.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(format -> format.reads(file))
                    .findFirst()
                    .ifPresentOrElse(
                            format -> policies.add(format.at(file)),
                            () -> inspection.problem("nothing on the class path reads the policy \"" + file
                                    + "\": add io.selfheal:selfheal-config for .yaml, .yml and .json"));
        }
        return policies;
    }

    private void apply(List<Policy> policies) {
        SelfHealing.Builder builder = new SelfHealing.Builder(blueprint);
        for (Policy policy : policies) {
            try {
                policy.applyTo(builder);
            } catch (InvalidPolicyException invalid) {
                invalid.problems().forEach(inspection::problem);
            } catch (Throwable thrown) { // a policy is read by code that others write
                inspection.problem("policy " + policy.getClass().getName() + " could not be applied: "
                        + Fault.of(thrown).shown());
            }
        }
    }

    /** The host's rules, and those of the plugins' for which the host has none of its own. */
    private List<Rule> withDefaults(List<DefaultRule> defaults) {
        List<Rule> rules = new ArrayList<>(blueprint.rules);
        defaults.stream()
                .filter(one -> blueprint.rules.stream().noneMatch(one::stepsBackFor))
                .forEach(one -> rules.add(one.rule()));
        return List.copyOf(rules);
    }

    private Set<String> components(ComponentGraph graph, List<Sensor> sensors) {
        Set<String> components = new LinkedHashSet<>(List.of(blueprint.service));
        components.addAll(graph.components());
        sensors.forEach(sensor -> components.add(sensor.component()));
        return Collections.unmodifiableSet(components);
    }

    private Optional<EvidenceFolder> evidenceFolder() {
        Path journal = blueprint.journalFile;
        Path folder = blueprint.evidenceFolder;
        if (folder == null && journal != null) {
            folder = journal.resolveSibling(journal.getFileName() + ".evidence");
        }
        return Optional.ofNullable(folder).map(home -> new EvidenceFolder(home, MOST_EVIDENCE));
    }

    private @Nullable Journal journal() {
        if (blueprint.journalFile == null) {
            return blueprint.journal;
        }
        if (blueprint.journal != null) {
            inspection.problem("two journals, a file and one of the host's own: keep one of them");
        }
        Optional<Journal.Format> format = ServiceLoader.load(Journal.Format.class, Journal.class.getClassLoader())
                .findFirst();
        if (format.isEmpty()) {
            inspection.problem("no journal format is on the class path for \"" + blueprint.journalFile
                    + "\": keep META-INF/services when repackaging selfheal-core");
            return null;
        }
        return format.get().at(blueprint.journalFile);
    }
}
