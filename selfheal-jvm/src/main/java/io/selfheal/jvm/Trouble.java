package io.selfheal.jvm;

import io.selfheal.Finding;
import io.selfheal.Incident;
import java.util.List;

/** What an incident is about. */
final class Trouble {
    private static final List<String> MEMORY =
            List.of("jvm.heap.", "jvm.gc.", "jvm.memory.", "jvm.container.", "memory.");

    private Trouble() {}

    /** Whether one of its findings is about memory, be it of the heap, the process or the machine. */
    static boolean withMemory(Incident incident) {
        return incident.symptom().findings().stream()
                .map(Finding::metric)
                .anyMatch(metric -> MEMORY.stream().anyMatch(metric.name()::startsWith));
    }
}
