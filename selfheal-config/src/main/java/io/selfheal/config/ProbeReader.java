package io.selfheal.config;

import static io.selfheal.config.Vocabulary.COMPONENT;
import static io.selfheal.config.Vocabulary.EVERY_SAMPLE;
import static io.selfheal.config.Vocabulary.FILE;
import static io.selfheal.config.Vocabulary.HTTP;
import static io.selfheal.config.Vocabulary.PID_FILE;
import static io.selfheal.config.Vocabulary.PROCESS;
import static io.selfheal.config.Vocabulary.TCP;
import static io.selfheal.config.Vocabulary.WITHIN;

import io.selfheal.Probe;
import io.selfheal.Unit;
import io.selfheal.http.HttpProbe;
import io.selfheal.probe.FileAgeProbe;
import io.selfheal.probe.ProcessProbe;
import io.selfheal.probe.TcpProbe;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Makes probes of what a file says about them. */
final class ProbeReader {
    private final Draft draft;
    private final Problems problems;

    ProbeReader(Draft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    void probes(Map<String, At<Values>> probes) {
        probes.forEach((name, values) -> {
            Unit.problemWith(name).ifPresent(wrong -> problems.add(values.place(), wrong));
            probe(name, values.value()).ifPresent(probe -> draft.call(builder -> builder.probe(probe)));
            draft.landmark("probe \"" + name + "\"", values.place());
            draft.landmark("two probes are named \"" + name + "\"", values.place());
        });
    }

    private Optional<Probe> probe(String name, Values values) {
        Optional<Probe> plain = values.at(HTTP)
                .flatMap(uri -> http(name, uri))
                .or(() -> values.get(TCP).map(address -> TcpProbe.of(name, address.host(), address.port())))
                .or(() -> values.get(FILE).map(file -> FileAgeProbe.of(name, file)))
                .or(() -> values.get(PROCESS).map(program -> ProcessProbe.of(name, program)))
                .or(() -> values.get(PID_FILE).map(file -> ProcessProbe.of(name, file)));
        return plain.map(probe -> values.get(WITHIN).map(probe::within).orElse(probe))
                .map(probe -> values.get(EVERY_SAMPLE).map(probe::every).orElse(probe))
                .map(probe -> values.get(COMPONENT).map(probe::on).orElse(probe));
    }

    private Optional<Probe> http(String name, At<URI> uri) {
        try {
            return Optional.of(HttpProbe.of(name, uri.value()));
        } catch (IllegalArgumentException e) { // tells neither user, password nor query
            problems.add(uri.place(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
