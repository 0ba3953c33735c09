package io.selfheal.test;

import io.selfheal.Advice;
import io.selfheal.DecisionAdvisor;
import io.selfheal.Finding;
import io.selfheal.Question;
import io.selfheal.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An adviser of every kind: sound, wrong, out of bounds, slow, deaf, broken. */
final class RandomAdvisor implements DecisionAdvisor {
    private final SplittableRandom random;
    private final VirtualTime time;

    RandomAdvisor(SplittableRandom random, VirtualTime time) {
        this.random = random;
        this.time = time;
    }

    @Override
    public Advice advise(Question question) throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> throw new IllegalStateException("no network");
            case 1 -> throw new StackOverflowError("so deep");
            case 2 -> time.spend(Duration.ofSeconds(random.nextInt(20)));
            case 3 -> time.spendDeaf(Duration.ofSeconds(random.nextInt(60)));
            case 4, 5 -> time.spend(Duration.ofMillis(random.nextInt(2_000)));
            default -> {}
        }
        return random.nextInt(8) == 0
                ? new Advice.Abstention("model", "it cannot tell", Usage.none())
                : opinion(question);
    }

    private Advice opinion(Question question) {
        List<Advice.Rank> ranking = new ArrayList<>();
        List<String> vetoes = new ArrayList<>();
        for (String action : question.actions()) {
            ranking.add(new Advice.Rank(action, random.nextDouble()));
            if (random.nextInt(4) == 0) {
                vetoes.add(action);
            }
        }
        if (random.nextInt(10) == 0) {
            ranking.add(new Advice.Rank("restart the world", 1));
        }
        Finding finding = question.about().incident().symptom().findings().get(0);
        String metric = finding.metric().name();
        String value = question.about()
                .snapshot()
                .reading(metric)
                .map(reading -> reading.metric().shown())
                .orElse("?");
        return new Advice.Opinion(
                "model",
                List.of(),
                ranking,
                vetoes,
                List.of(new Advice.Citation(metric, random.nextInt(10) == 0 ? "0 %" : value)),
                "it says so",
                new Usage(1, 10, 10, 0.01));
    }
}
