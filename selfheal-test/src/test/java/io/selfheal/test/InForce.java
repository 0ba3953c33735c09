package io.selfheal.test;

import io.selfheal.Incident;
import io.selfheal.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What actions have put in force, seen from the inside: none of it outlives its incident by more than its term. */
final class InForce {
    /** A turn to see that it is over, and one to take it back. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final long longest;
    private final List<String> breaches;
    private final List<Effect> effects = new ArrayList<>();

    InForce(Duration term, List<String> breaches) {
        this.longest = term.plus(SLACK).toNanos();
        this.breaches = breaches;
    }

    Effect began(String incident) {
        Effect effect = new Effect(incident);
        effects.add(effect);
        return effect;
    }

    void check(View view, long now) {
        Set<String> open = view.open().stream().map(Incident::id).collect(Collectors.toSet());
        effects.removeIf(effect -> effect.ends > 0);
        for (Effect effect : effects) {
            if (open.contains(effect.incident)) {
                effect.neededUntil = now;
            } else if (now - effect.neededUntil > longest && effect.neededUntil > 0) {
                breaches.add("an effect outlives incident " + effect.incident);
                effect.neededUntil = Long.MAX_VALUE;
            }
        }
    }

    /** The process ended: in order, everything has to be taken back; after a crash nothing is there any more. */
    void forget(boolean orderly) {
        if (orderly) {
            effects.stream()
                    .filter(effect -> effect.ends == 0)
                    .forEach(effect -> breaches.add("an effect of " + effect.incident + " is left after close()"));
        }
        effects.clear();
    }

    /** One effect. */
    static final class Effect {
        private final String incident;
        private long neededUntil;
        private int ends;

        private Effect(String incident) {
            this.incident = incident;
        }

        void end() {
            ends++;
        }
    }
}
