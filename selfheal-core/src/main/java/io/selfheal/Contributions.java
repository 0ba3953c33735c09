package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one plugin left, kept apart until it is known to have installed as a whole. */
final class Contributions implements Registry {
    private final List<DefaultRule> defaultRules = new ArrayList<>();
    private final Blueprint own = new Blueprint();
    private final String service;
    private final Set<String> probes;

    Contributions(String service, Set<String> probes) {
        this.service = service;
        this.probes = probes;
    }

    void addTo(Blueprint blueprint, List<DefaultRule> rules) {
        blueprint.probes.addAll(own.probes);
        blueprint.detectors.addAll(own.detectors);
        blueprint.actions.addAll(own.actions);
        blueprint.guards.addAll(own.guards);
        blueprint.listeners.addAll(own.listeners);
        blueprint.collectors.addAll(own.collectors);
        blueprint.closing.addAll(own.closing);
        rules.addAll(defaultRules);
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public void probe(Probe probe) {
        own.probes.add(probe);
    }

    @Override
    public void detector(Detector detector) {
        own.detectors.add(detector);
    }

    @Override
    public Set<String> probes() {
        return probes;
    }

    @Override
    public void defaultRule(Rule rule) {
        defaultRule(rule, Set.of());
    }

    @Override
    public void defaultRule(Rule rule, Set<String> alike) {
        defaultRules.add(new DefaultRule(rule, Set.copyOf(alike)));
    }

    @Override
    public void action(RecoveryAction action) {
        own.actions.add(action);
    }

    @Override
    public void guard(Guard guard) {
        own.guards.add(guard);
    }

    @Override
    public void evidence(Evidence collector) {
        own.collectors.add(collector);
    }

    @Override
    public void listener(HealingListener listener) {
        own.listeners.add(listener);
    }

    @Override
    public void closing(AutoCloseable resource) {
        own.closing.add(resource);
    }
}
