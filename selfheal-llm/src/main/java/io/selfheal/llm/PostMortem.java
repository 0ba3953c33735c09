package io.selfheal.llm;

import dev.langchain4j.model.chat.ChatModel;
import io.selfheal.HealingEvent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * An incident's story in Markdown, from the record alone; a model may add its view, in a section of its own whose numbers are
 * held against the record. Immutable.
 */
public final class PostMortem {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final String incident;
    private final List<HealingEvent.OfIncident> events;
    private final String view;

    private PostMortem(String incident, List<HealingEvent.OfIncident> events, String view) {
        this.incident = incident;
        this.events = events;
        this.view = view;
    }

    /**
     * Tells plainly what the record holds.
     *
     * @param events the events of a journal, or of a listener, in their order
     * @param incident the incident's id
     * @return the story
     * @throws IllegalArgumentException if the events hold nothing of the incident
     */
    public static PostMortem of(List<HealingEvent> events, String incident) {
        List<HealingEvent.OfIncident> own = events.stream()
                .filter(HealingEvent.OfIncident.class::isInstance)
                .map(HealingEvent.OfIncident.class::cast)
                .filter(event -> event.incident().equals(incident))
                .toList();
        if (own.isEmpty()) {
            throw new IllegalArgumentException("no event is of the incident \"" + incident + "\": look at its id");
        }
        return new PostMortem(incident, own, "");
    }

    /**
     * The same with a model's view. Blocks while the model is asked, once, and no longer than is said; not for the loop's
     * thread. What is wrong with the answer is told instead of the answer; nothing that a model or its client does is thrown.
     *
     * @param narrator has the model say it, within terms that bind all of its calls together
     * @param within how long it may take
     * @return the story
     */
    public PostMortem told(Narrator narrator, Duration within) {
        return new PostMortem(incident, events, narrator.view(events, within));
    }

    /**
     * The same with a model's view, where there is one to tell. The limits of an hour and of a day bind this one call only: for
     * more than one, keep a {@link Narrator}.
     *
     * @param model the model
     * @param terms what it may cost
     * @param disclosure which names it may see; texts are never shown here
     * @param within how long it may take
     * @return the story
     */
    public PostMortem told(ChatModel model, Terms terms, Disclosure disclosure, Duration within) {
        return told(Narrator.of(model, terms).seeing(disclosure), within);
    }

    /** The story, ending with a line break. */
    public String markdown() {
        StringBuilder out = new StringBuilder("# Incident ").append(Markdown.plain(incident));
        opened().ifPresent(first -> out.append(": ")
                .append(Markdown.plain(
                        first.symptom().id() + " of " + first.symptom().component())));
        out.append("\n\n").append(summary()).append("\n## What happened\n\n");
        for (HealingEvent.OfIncident event : events) {
            Chapter chapter = Chapter.of(event);
            out.append("- **").append(TIME.format(event.time())).append("** ").append(Markdown.plain(chapter.told()));
            out.append('\n');
            for (String detail : chapter.details()) {
                out.append("  - ").append(Markdown.plain(detail)).append('\n');
            }
        }
        return out.append(view).toString();
    }

    private String summary() {
        return events.stream()
                .filter(HealingEvent.IncidentClosed.class::isInstance)
                .map(HealingEvent.IncidentClosed.class::cast)
                .findFirst()
                .map(closed -> "It lasted " + Chapter.shown(closed.lasted()) + " and ended " + closed.resolution()
                        + ": " + Markdown.plain(closed.summary()) + ".\n")
                .orElse("It is still open at the end of the record.\n");
    }

    private Optional<HealingEvent.IncidentOpened> opened() {
        return events.stream()
                .filter(HealingEvent.IncidentOpened.class::isInstance)
                .map(HealingEvent.IncidentOpened.class::cast)
                .findFirst();
    }
}
