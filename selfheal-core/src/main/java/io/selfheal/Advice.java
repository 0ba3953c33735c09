package io.selfheal;

import java.util.List;

/**
 * What an adviser says of a case. Data, never code, and of no power: the {@link DecisionEngine} decides with it or without
 * it, and the guards have the last word.
 */
public sealed interface Advice {
    /** Longest reason of an adviser that is kept: its words are told beside numbers, not instead of them. */
    int LONGEST_REASON = 300;

    /** Who says so, as it is to be told: {@code chat model qwen3}; escaped and capped. */
    String by();

    /**
     * Why, in its own words: nobody has checked them; escaped, capped at 300 characters, and of an opinion or abstention without
     * quotation marks.
     */
    String reason();

    /** What it cost. */
    Usage usage();

    /**
     * A view of the case, from the closed lists of a {@link Question}.
     *
     * @param by who says so
     * @param causes how likely each cause is, the likeliest first; those it does not mention it says nothing of
     * @param actions how likely each action is to cure, the likeliest first; those it does not mention it says nothing of
     * @param vetoes the actions that it would not take
     * @param citations the numbers that it goes by; at least one
     * @param reason why
     * @param usage what it cost
     */
    record Opinion(
            String by,
            List<Rank> causes,
            List<Rank> actions,
            List<String> vetoes,
            List<Citation> citations,
            String reason,
            Usage usage)
            implements Advice {
        /** Escapes and caps the texts and copies the lists. */
        public Opinion {
            by = Text.name(by);
            causes = List.copyOf(causes);
            actions = List.copyOf(actions);
            vetoes = vetoes.stream().map(Text::name).toList();
            citations = List.copyOf(citations);
            reason = quotable(reason);
        }
    }

    /**
     * It does not know.
     *
     * @param by who says so
     * @param reason why
     * @param usage what it cost
     */
    record Abstention(String by, String reason, Usage usage) implements Advice {
        /** Escapes and caps the texts. */
        public Abstention {
            by = Text.name(by);
            reason = quotable(reason);
        }
    }

    /**
     * There is none: it was not asked, did not answer, or what it answered was discarded.
     *
     * @param by who was asked
     * @param name the name of the reason, stable while it stays the same: {@code OverBudget}
     * @param reason why, with the numbers
     * @param usage what it cost all the same
     */
    record Missing(String by, String name, String reason, Usage usage) implements Advice {
        /** Escapes and caps the texts. */
        public Missing {
            by = Text.name(by);
            name = Text.name(name);
            reason = Text.clean(reason, LONGEST_REASON);
        }
    }

    /**
     * One entry of a ranking.
     *
     * @param name the cause, or the action's id
     * @param probability how likely, from 0 to 1
     */
    record Rank(String name, double probability) {
        /** Escapes and caps the text. */
        public Rank {
            name = Text.name(name);
        }
    }

    /**
     * A number that an opinion goes by.
     *
     * @param metric the metric's name
     * @param value its value as it was shown: {@code 91 %}, {@code DOWN}
     */
    record Citation(String metric, String value) {
        /** Escapes and caps the texts. */
        public Citation {
            metric = Text.name(metric);
            value = Text.name(value);
        }

        /** The number as a person reads it. */
        public String shown() {
            return metric + " is " + value;
        }
    }

    private static String quotable(String words) {
        return Text.quotable(Text.clean(words, LONGEST_REASON));
    }
}
