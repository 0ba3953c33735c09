package io.selfheal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Installs the plugins, those that were added and those that are found, each as a whole or not at all. */
final class Plugins {
    private final Blueprint blueprint;
    private final Inspection inspection;
    private final List<Contributions> installed = new ArrayList<>();
    private final Map<String, Fault> leftOut = new LinkedHashMap<>();

    Plugins(Blueprint blueprint, Inspection inspection) {
        this.blueprint = blueprint;
        this.inspection = inspection;
        blueprint.plugins.forEach(plugin -> install(plugin, false));
        if (blueprint.discovery) {
            discovered().forEach(plugin -> install(plugin, true));
        }
    }

    List<Contributions> installed() {
        return installed;
    }

    Map<String, Fault> leftOut() {
        return leftOut;
    }

    /** A plugin that was found, and not asked for, must not keep the host from starting. */
    private void install(HealingPlugin plugin, boolean found) {
        String name = plugin.getClass().getSimpleName();
        try {
            name = plugin.name();
            if (found && blueprint.without.contains(name)) {
                return;
            }
            Contributions contributions = new Contributions(blueprint.service, probes());
            plugin.install(contributions);
            installed.add(contributions);
        } catch (Throwable thrown) { // also a LinkageError of a plugin built against something else
            Fault fault = Fault.of(thrown);
            if (found) {
                leftOut.put("plugin " + name, fault);
            } else {
                inspection.problem("plugin \"" + name + "\" could not be installed: " + fault.shown());
            }
        }
    }

    private Set<String> probes() {
        Set<String> names = new LinkedHashSet<>(); // in their order, so that rules made of them keep theirs
        blueprint.probes.forEach(probe -> nameOf(probe).ifPresent(names::add));
        return Collections.unmodifiableSet(names);
    }

    /** A probe that cannot say its name is a problem that is told where all probes are asked. */
    private static Optional<String> nameOf(Probe probe) {
        try {
            return Optional.of(Text.name(probe.name()));
        } catch (Throwable thrown) {
            return Optional.empty();
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
}
