package io.selfheal.llm;

import io.selfheal.Attempt;
import io.selfheal.Gauge;
import io.selfheal.Question;
import io.selfheal.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;

/** When two cases are alike enough for one answer: the same choices, problem and tries, and about the same numbers. */
final class Signature {
    private static final MathContext ONE_DIGIT = new MathContext(1);

    private Signature() {}

    static String of(Question question, Exhibits exhibits, String model) {
        StringJoiner parts = new StringJoiner("\n");
        parts.add(Prompt.VERSION)
                .add(model)
                .add(question.causes().toString())
                .add(question.actions().toString())
                .add(question.about().incident().symptom().key());
        for (Attempt attempt : question.about().incident().attempts()) {
            parts.add(attempt.action()
                    + attempt.outcome().map(outcome -> " " + outcome.verdict()).orElse(" RUNNING"));
        }
        for (Exhibits.Exhibit exhibit : exhibits.all()) {
            parts.add(exhibit.metric().name() + " " + about(exhibit) + " "
                    + exhibit.reading().fresh() + " " + exhibit.sick());
        }
        return parts.toString();
    }

    /** A ratio to a twentieth, any other gauge to one digit. */
    private static String about(Exhibits.Exhibit exhibit) {
        if (!(exhibit.metric() instanceof Gauge gauge) || !Double.isFinite(gauge.value())) {
            return exhibit.value();
        }
        return gauge.unit() == Unit.RATIO
                ? Long.toString(Math.round(gauge.value() * 20))
                : new BigDecimal(gauge.value()).round(ONE_DIGIT).toString();
    }
}
