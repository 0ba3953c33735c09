package io.selfheal;

import java.util.ArrayList;
import java.util.List;

/** What one plugin left, kept apart until it is known to have installed as a whole. */
final class Contributions implements Registry {
    private final List<Rule> defaultRules = new ArrayList<>();
    private final Blueprint own = new Blueprint();
    private final String service;

    Contributions(String service) {
        this.service = service;
    }

    void addTo(Blueprint blueprint, List<Rule> rules) {
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
    public void defaultRule(Rule rule) {
        defaultRules.add(rule);
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
