package io.selfheal.jvm;

import io.selfheal.Detector;
import io.selfheal.Evidence;
import io.selfheal.Guard;
import io.selfheal.HealingListener;
import io.selfheal.HealingPlugin;
import io.selfheal.Probe;
import io.selfheal.RecoveryAction;
import io.selfheal.Registry;
import io.selfheal.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a plugin left in its registry. */
final class Installed implements Registry, AutoCloseable {
    final List<Probe> probes = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Evidence> collectors = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();

    private final Set<String> ofTheHost;

    private Installed(Set<String> ofTheHost) {
        this.ofTheHost = ofTheHost;
    }

    /** With the names of probes that the host has added. */
    static Installed by(HealingPlugin plugin, String... ofTheHost) throws Exception {
        Installed installed = new Installed(Set.of(ofTheHost));
        plugin.install(installed);
        return installed;
    }

    Probe probe(String name) {
        return probes.stream()
                .filter(probe -> probe.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable resource : closing) {
            resource.close();
        }
    }

    @Override
    public String service() {
        return "orders";
    }

    @Override
    public void probe(Probe probe) {
        probes.add(probe);
    }

    @Override
    public Set<String> probes() {
        return ofTheHost;
    }

    @Override
    public void defaultRule(Rule rule) {
        rules.add(rule);
    }

    @Override
    public void closing(AutoCloseable resource) {
        closing.add(resource);
    }

    @Override
    public void detector(Detector detector) {
        throw new AssertionError("a detector was not expected: " + detector);
    }

    @Override
    public void action(RecoveryAction action) {
        throw new AssertionError("an action was not expected: " + action);
    }

    @Override
    public void guard(Guard guard) {
        throw new AssertionError("a guard was not expected: " + guard);
    }

    @Override
    public void evidence(Evidence collector) {
        collectors.add(collector);
    }

    @Override
    public void listener(HealingListener listener) {
        throw new AssertionError("a listener was not expected: " + listener);
    }
}
