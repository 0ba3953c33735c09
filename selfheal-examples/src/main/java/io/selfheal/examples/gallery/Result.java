package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Fault.Cure;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What came of one run of a fault.
 *
 * @param fault its name
 * @param heals whether the shop had a healer
 * @param detected seconds from the fault to the incident; empty if there was none
 * @param healed seconds from the fault until the remedy had returned and no request failed or was slow any more; empty if
 *     that did not happen
 * @param inTime whether that is as soon as it should
 * @param failed how many requests failed, were refused, or were not answered in time, of those sent since the fault
 * @param sent how many those were
 * @param before the 99th percentile of the latency before the fault, in milliseconds
 * @param during the same until it was healed, or to the end
 * @param after the same afterwards; NaN if it was not healed
 * @param story what was done, and how the process ended
 */
record Result(
        String fault,
        boolean heals,
        OptionalDouble detected,
        OptionalDouble healed,
        boolean inTime,
        long failed,
        long sent,
        double before,
        double during,
        double after,
        String story) {
    /** A request that is planned so long after the last bad one is taken for the sign that it is over. */
    private static final long WELL_NANOS = 1_000_000_000;

    static Result of(Fault fault, boolean heals, Recording seen) {
        Cure cure = fault.cure();
        Latencies since = seen.latencies().within(seen.injected(), seen.end());
        long onset = seen.first().stream()
                .filter(word -> word.says("begun", fault.name()))
                .mapToLong(seen::at)
                .findFirst()
                .orElse(seen.injected());
        OptionalDouble detected = seen.first().stream()
                .filter(word -> word.what().equals("opened"))
                .mapToLong(seen::at)
                .filter(at -> at - seen.injected() > 0)
                .mapToDouble(at -> Math.max(0, at - onset) / 1e9)
                .min();
        OptionalLong well = heals ? well(cure, seen, since) : OptionalLong.empty();
        OptionalDouble healed =
                well.isPresent() ? OptionalDouble.of((well.getAsLong() - onset) / 1e9) : OptionalDouble.empty();
        long turn = well.orElse(seen.end());
        return new Result(
                fault.name(),
                heals,
                detected,
                healed,
                healed.isPresent() && healed.getAsDouble() <= cure.within().toMillis() / 1e3,
                since.failed(),
                since.size(),
                seen.latencies().within(seen.begun(), seen.injected()).p99(),
                since.within(seen.injected(), turn).p99(),
                well.isPresent() ? since.within(turn, seen.end()).p99() : Double.NaN,
                story(seen));
    }

    /** When the remedy had returned that was judged to help: with a restart, when the other process was ready. */
    static OptionalLong remedied(Cure cure, Recording seen) {
        if (cure.restarts()) {
            return seen.exit() == Healing.RESTART && seen.words().size() > 1 && seen.evidence() > 0
                    ? seen.words().get(1).stream()
                            .filter(word -> word.what().equals("ready"))
                            .mapToLong(seen::at)
                            .findFirst()
                    : OptionalLong.empty();
        }
        boolean helped = seen.first().stream().anyMatch(word -> word.says("judged", cure.action(), "HEALED"));
        return seen.first().stream()
                .filter(word -> helped && word.says("returned", cure.action()))
                .mapToLong(seen::at)
                .findFirst();
    }

    private static OptionalLong well(Cure cure, Recording seen, Latencies since) {
        OptionalLong remedied = remedied(cure, seen);
        OptionalLong lastBad = since.lastBad();
        return remedied.isEmpty() || (lastBad.isPresent() && seen.end() - lastBad.getAsLong() < WELL_NANOS)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(remedied.getAsLong(), lastBad.orElse(remedied.getAsLong())));
    }

    private static String story(Recording seen) {
        String done = seen.first().stream()
                .filter(word -> word.what().equals("judged") && seen.at(word) - seen.injected() > 0)
                .map(word -> word.rest().get(0) + " " + word.rest().get(1))
                .collect(Collectors.joining(", "));
        String end = seen.exit() == Recording.LIVES
                ? ""
                : "exit " + seen.exit() + " with " + seen.evidence() + " pieces of evidence";
        return List.of(done, end).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
