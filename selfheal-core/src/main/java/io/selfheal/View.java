package io.selfheal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the loop shows of itself: published at the end of every turn, immutable, read from any thread without a lock.
 *
 * @param service the service's name
 * @param mode the global mode in force
 * @param turns how many turns there were since the start
 * @param nanos when the last turn ended, on the loop's ticker; a reader compares it with the ticker to see that the loop
 *     is alive
 * @param snapshot the latest metrics
 * @param incidents the open incidents, oldest first, then up to 64 ended ones, the latest first
 * @param proposals what waits for a person's word, oldest first
 * @param leases what actions put in force, oldest first
 * @param silences over what nothing is done for a while
 * @param deployments what runs of each component, as somebody said it, the latest deployed last
 * @param storm why healing has stopped as a whole; empty if it has not
 * @param failing what user code fails now, kind and name to how
 * @param lost how many events did not reach a reader, by reader; only readers that lost any
 */
public record View(
        String service,
        Mode mode,
        long turns,
        long nanos,
        Snapshot snapshot,
        List<Incident> incidents,
        List<Proposal> proposals,
        List<Lease> leases,
        List<Silence> silences,
        List<Deployment> deployments,
        Optional<String> storm,
        Map<String, Fault> failing,
        Map<String, Long> lost) {
    /** The open incidents, oldest first. */
    public List<Incident> open() {
        return incidents.stream().filter(Incident::open).toList();
    }

    /** When the last turn was, on the wall clock. */
    public Instant time() {
        return snapshot.time();
    }
}
