package io.selfheal.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.selfheal.HealingEvent;
import io.selfheal.Spent;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.List;

/**
 * Has a model say what it makes of incidents that are over, one call at a time. Keep one for all of them: its terms bind all of
 * its calls together, and a model that keeps failing is left alone for a while. Any thread may use it.
 */
public final class Narrator {
    private final Terms terms;
    private final Disclosure disclosure;
    private final Line line;
    private final Errands errands;

    private Narrator(Terms terms, Disclosure disclosure, Line line, Errands errands) {
        this.terms = terms;
        this.disclosure = disclosure;
        this.line = line;
        this.errands = errands;
    }

    /**
     * A narrator that sees numbers only.
     *
     * @param model the model, without retries of its own
     * @param terms what it may cost
     * @return the narrator
     */
    public static Narrator of(ChatModel model, Terms terms) {
        return new Narrator(terms, Disclosure.numbers(), new Line(model, terms, Ticker.system()), new Errands());
    }

    /**
     * One that may see more, within the same terms: the calls of both count together.
     *
     * @param more which names it may see; texts are never shown here
     * @return the narrator
     */
    public Narrator seeing(Disclosure more) {
        return new Narrator(terms, more, line, errands);
    }

    /** A section: the view, or why there is none. */
    String view(List<HealingEvent.OfIncident> events, Duration within) {
        String head = "\n## What " + Markdown.plain(terms.model()) + " makes of it\n\n";
        try {
            Narration narration = new Narration(events, disclosure);
            ChatRequest request = narration.request(terms);
            Line.Answer<String> answer = errands.run(
                    () -> line.ask(request, within, Spent.nothing(), (text, usage) -> narration.read(text)), within);
            return head + answer.read().orElseGet(() -> none(answer.name(), answer.reason()));
        } catch (Discarded discarded) {
            return head + none(discarded.name(), discarded.reason());
        } catch (CallFailedException failed) {
            return head + none("CallFailed", String.valueOf(failed.getMessage()));
        }
    }

    private static String none(String name, String reason) {
        return "Nothing: " + name + ", " + Markdown.plain(reason) + ".\n";
    }
}
