package io.selfheal.llm;

import io.selfheal.Advice;
import io.selfheal.Question;
import io.selfheal.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a model's answer to a question: everything in it has to be right, or none of it counts. */
final class Reply {
    private final Question question;
    private final Facts facts;

    Reply(Question question, Facts facts) {
        this.question = question;
        this.facts = facts;
    }

    Advice read(String text, String by, Usage usage) throws Discarded {
        StrictJson reply = StrictJson.in(text, fields());
        List<Advice.Rank> causes =
                question.causes().isEmpty() ? List.of() : ranking(reply, "causes", "cause", question.causes());
        boolean toChoose = !question.actions().isEmpty();
        List<Advice.Rank> actions = toChoose ? ranking(reply, "actions", "action", question.actions()) : List.of();
        Set<String> vetoes = new LinkedHashSet<>(toChoose ? reply.texts("object_to") : List.of());
        for (String action : vetoes) {
            known(action, "action", question.actions());
        }
        List<Advice.Citation> citations = citations(reply);
        String reason = facts.restored(reply.text("reason").strip(), Advice.LONGEST_REASON)
                .strip();
        if (reply.flag("abstain")) {
            return new Advice.Abstention(by, reason, usage);
        }
        if (citations.isEmpty()) {
            throw new Discarded("NoEvidence", "it cites nothing");
        }
        if (reason.isEmpty()) {
            throw new Discarded("NoReason", "it gives no reason");
        }
        return new Advice.Opinion(by, causes, actions, List.copyOf(vetoes), citations, reason, usage);
    }

    private Set<String> fields() {
        Set<String> fields = new HashSet<>(Set.of("abstain", "evidence", "reason"));
        if (!question.causes().isEmpty()) {
            fields.add("causes");
        }
        if (!question.actions().isEmpty()) {
            fields.addAll(Set.of("actions", "object_to"));
        }
        return fields;
    }

    private static List<Advice.Rank> ranking(StrictJson reply, String list, String name, List<String> allowed)
            throws Discarded {
        List<Advice.Rank> ranking = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (StrictJson one : reply.objects(list, Set.of(name, "probability"))) {
            String chosen = one.text(name);
            known(chosen, name, allowed);
            if (!named.add(chosen)) {
                throw new Discarded("NamedTwice", name + " \"" + chosen + "\" is there twice");
            }
            double probability = one.number("probability");
            if (!(probability >= 0 && probability <= 1)) {
                throw new Discarded("NoProbability", name + " \"" + chosen + "\" has a probability beyond 0 and 1");
            }
            ranking.add(new Advice.Rank(chosen, probability));
        }
        ranking.sort(Comparator.comparingDouble(Advice.Rank::probability).reversed());
        return ranking;
    }

    private static void known(String name, String what, List<String> allowed) throws Discarded {
        if (!allowed.contains(name)) {
            throw new Discarded(
                    "OutsideTheList", "it names a " + what + " that was not to be chosen from: " + Quotation.of(name));
        }
    }

    private List<Advice.Citation> citations(StrictJson reply) throws Discarded {
        List<Advice.Citation> citations = new ArrayList<>();
        for (StrictJson one : reply.objects("evidence", Set.of("id", "value"))) {
            Exhibits.Exhibit exhibit = facts.exhibits().cited(one.text("id"), one.text("value"));
            citations.add(new Advice.Citation(
                    exhibit.metric().name(), exhibit.metric().shown()));
        }
        return citations.stream().distinct().limit(32).toList();
    }
}
