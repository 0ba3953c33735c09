package io.selfheal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a blueprint: installs the plugins, checks everything, and reports all problems at once. */
final class Assembly {
    private final Blueprint blueprint;
    private final Inspection inspection = new Inspection();
    private final Map<String, Fault> leftOut = new LinkedHashMap<>();

    private Assembly(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    static Plan of(Blueprint blueprint) {
        return new Assembly(blueprint.copy()).plan();
    }

    private Plan plan() {
        List<Rule> defaults = new ArrayList<>();
        blueprint.plugins.forEach(plugin -> install(plugin, defaults, false));
        if (blueprint.discovery) {
            discovered().forEach(plugin -> install(plugin, defaults, true));
        }
        List<Rule> rules = withDefaults(defaults);
        List<Sensor> sensors = inspection.sensors(blueprint.probes, blueprint.service);
        Map<String, Remedy> remedies = inspection.remedies(blueprint.actions);
        inspection.rules(rules, remedies.keySet());
        inspection.names("detector", blueprint.detectors, Detector::name);
        inspection.names("guard", blueprint.guards, Guard::name);
        inspection.names("listener", blueprint.listeners, HealingListener::name);
        inspection.numbers(blueprint, remedies.values());
        inspection.modes(blueprint.modes, remedies.keySet());
        Journal journal = journal();
        inspection.end();
        List<HealingListener> listeners = new ArrayList<>();
        listeners.add(new EventLog(blueprint.service));
        listeners.addAll(blueprint.listeners);
        return new Plan(
                blueprint.service,
                sensors,
                List.copyOf(blueprint.detectors),
                rules,
                Collections.unmodifiableMap(remedies),
                List.copyOf(blueprint.guards),
                listeners,
                blueprint.engine,
                blueprint.mode,
                Map.copyOf(blueprint.modes),
                blueprint.limits,
                blueprint.period,
                blueprint.clock,
                blueprint.ticker,
                blueprint.executor,
                journal,
                leftOut,
                List.copyOf(blueprint.closing),
                new Unobserved(rules));
    }

    /** A plugin that was found, and not asked for, must not keep the host from starting. */
    private void install(HealingPlugin plugin, List<Rule> defaults, boolean found) {
        String name = plugin.getClass().getSimpleName();
        try {
            name = plugin.name();
            if (found && blueprint.without.contains(name)) {
                return;
            }
            Contributions contributions = new Contributions(blueprint.service);
            plugin.install(contributions);
            contributions.addTo(blueprint, defaults);
        } catch (Throwable thrown) { // also a LinkageError of a plugin built against something else
            Fault fault = Fault.of(thrown);
            if (found) {
                leftOut.put("plugin " + name, fault);
            } else {
                inspection.problem("plugin \"" + name + "\" could not be installed: " + fault.shown());
            }
        }
    }

    private List<HealingPlugin> discovered() {
        List<HealingPlugin> plugins = new ArrayList<>();
        Iterator<HealingPlugin> found = ServiceLoader.load(HealingPlugin.class).iterator();
        int broken = 0;
        while (broken < 16) { // each broken entry throws once; the bound is for a loader that never stops throwing
            try {
                if (!found.hasNext()) {
                    break;
                }
                plugins.add(found.next());
            } catch (ServiceConfigurationError | LinkageError error) {
                broken++;
                leftOut.put("plugin " + broken, Fault.of(error));
            }
        }
        Set<Class<?>> added = new HashSet<>();
        blueprint.plugins.forEach(plugin -> added.add(plugin.getClass()));
        plugins.removeIf(plugin -> added.contains(plugin.getClass()));
        return plugins;
    }

    /** The host's rules, and those of the plugins' that share no metric with one of the host's. */
    private List<Rule> withDefaults(List<Rule> defaults) {
        Set<String> taken = new HashSet<>();
        blueprint.rules.forEach(rule -> taken.addAll(rule.metrics()));
        List<Rule> rules = new ArrayList<>(blueprint.rules);
        for (Rule rule : defaults) {
            if (Collections.disjoint(rule.metrics(), taken)) {
                rules.add(rule);
            }
        }
        return List.copyOf(rules);
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
