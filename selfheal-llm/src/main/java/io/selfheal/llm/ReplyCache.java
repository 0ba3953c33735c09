package io.selfheal.llm;

import io.selfheal.Advice;
import io.selfheal.Question;
import io.selfheal.Reading;
import io.selfheal.Run;
import io.selfheal.Usage;
import io.selfheal.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers to cases that were alike, for a day. One is never used again once any action on its problem ended otherwise than
 * healed after it was given; what it cites is cited with the numbers of now.
 */
final class ReplyCache {
    private static final int MOST = 128;
    private static final long KEPT = Duration.ofDays(1).toNanos();

    private final Map<String, Kept> bySignature = new LinkedHashMap<>(16, 0.75f, true);

    private record Kept(Advice.Opinion opinion, long at) {}

    synchronized void keep(String signature, Advice advice, long now) {
        if (advice instanceof Advice.Opinion opinion) {
            bySignature.put(signature, new Kept(opinion, now));
            if (bySignature.size() > MOST) {
                bySignature.remove(bySignature.keySet().iterator().next());
            }
        }
    }

    synchronized Optional<Advice> find(String signature, Question question, long now) {
        Kept kept = bySignature.get(signature);
        if (kept == null) {
            return Optional.empty();
        }
        if (now - kept.at >= KEPT || endedBadly(question, kept.at)) {
            bySignature.remove(signature);
            return Optional.empty();
        }
        return ofNow(kept.opinion, question);
    }

    private static boolean endedBadly(Question question, long since) {
        String problem = question.about().incident().problem();
        String component = question.about().incident().component();
        return question.runs().stream()
                .filter(run -> run.problem().equals(problem) && run.component().equals(component))
                .filter(run -> run.started() - since >= 0)
                .map(Run::verdict)
                .anyMatch(verdict -> verdict.isPresent() && verdict.get() != Verdict.HEALED);
    }

    private static Optional<Advice> ofNow(Advice.Opinion opinion, Question question) {
        List<Advice.Citation> citations = new ArrayList<>();
        for (Advice.Citation citation : opinion.citations()) {
            Optional<Reading> reading = question.about().snapshot().reading(citation.metric());
            if (reading.isEmpty()) {
                return Optional.empty();
            }
            citations.add(new Advice.Citation(
                    citation.metric(), reading.get().metric().shown()));
        }
        return Optional.of(new Advice.Opinion(
                opinion.by(),
                opinion.causes(),
                opinion.actions(),
                opinion.vetoes(),
                citations,
                "as in a like case before: " + opinion.reason(),
                Usage.none()));
    }
}
