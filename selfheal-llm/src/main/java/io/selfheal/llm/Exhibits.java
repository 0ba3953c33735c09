package io.selfheal.llm;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Question;
import io.selfheal.Reading;
import io.selfheal.Symptom;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The numbers that a model sees and may cite, each by an id: those of the symptom first, then the sick, then the near ones. */
final class Exhibits {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private final Map<String, Exhibit> byId = new LinkedHashMap<>();

    /**
     * One number.
     *
     * @param id what it is cited by
     * @param reading what was observed
     * @param value how it is sent: four digits of a gauge, the word of a health
     * @param sick whether a symptom goes by it
     */
    record Exhibit(String id, Reading reading, String value, boolean sick) {
        Metric metric() {
            return reading.metric();
        }
    }

    /** The most important ones, at most so many. */
    Exhibits(Question question, int most) {
        Set<String> own = names(List.of(question.about().incident().symptom()));
        Set<String> sick = names(question.about().symptoms());
        String component = question.about().incident().component();
        List<Reading> readings = question.about()
                .snapshot()
                .readings()
                .sorted(Comparator.comparingInt(
                        reading -> own.contains(reading.metric().name())
                                ? 0
                                : sick.contains(reading.metric().name())
                                        ? 1
                                        : reading.component().equals(component) ? 2 : 3))
                .limit(most)
                .toList();
        for (Reading reading : readings) {
            String id = "m" + (byId.size() + 1);
            String name = reading.metric().name();
            byId.put(id, new Exhibit(id, reading, sent(reading.metric()), own.contains(name) || sick.contains(name)));
        }
    }

    List<Exhibit> all() {
        return new ArrayList<>(byId.values());
    }

    /** The ids, for the list that may be cited from. */
    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The ids of a symptom's numbers. */
    List<String> of(Symptom symptom) {
        Set<String> names = names(List.of(symptom));
        return byId.values().stream()
                .filter(exhibit -> names.contains(exhibit.metric().name()))
                .map(Exhibit::id)
                .toList();
    }

    /** The number behind an id and a value; throws if there is none, or if it has another value. */
    Exhibit cited(String id, String value) throws Discarded {
        Exhibit exhibit = byId.get(id);
        if (exhibit == null) {
            throw new Discarded("NoSuchEvidence", "it cites " + Quotation.of(id) + ", which it was not shown");
        }
        if (!same(exhibit.value, value)) {
            throw new Discarded(
                    "WrongEvidence",
                    "it cites " + exhibit.metric().name() + " as " + Quotation.of(value) + ", and was shown "
                            + exhibit.value);
        }
        return exhibit;
    }

    static String sent(Metric metric) {
        return metric instanceof Gauge gauge ? digits(gauge.value()) : metric.shown();
    }

    static String digits(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static boolean same(String shown, String cited) {
        if (shown.equals(cited)) {
            return true;
        }
        if (cited.length() > 40 || !cited.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?")) {
            return false;
        }
        try {
            return new BigDecimal(shown).compareTo(new BigDecimal(cited)) == 0;
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private static Set<String> names(List<Symptom> symptoms) {
        return symptoms.stream()
                .flatMap(symptom -> symptom.findings().stream())
                .map(Finding::metric)
                .map(Metric::name)
                .collect(Collectors.toSet());
    }
}
