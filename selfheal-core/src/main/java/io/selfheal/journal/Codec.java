package io.selfheal.journal;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.HealingEvent;
import java.io.IOException;
import java.util.Optional;

/** Events to lines and back, without reflection, so that nothing has to be loaded or opened when it matters. */
final class Codec {
    /** Grows only when a reader of the version before would misunderstand a line; a new field or type is no such change. */
    static final int VERSION = 1;

    /** The last character before the surrogates: an unpaired one could not be written as UTF-8, so all are escaped. */
    private static final int LAST_PLAIN = 0xd7ff;

    private final ObjectMapper json = new ObjectMapper(new JsonFactoryBuilder()
            .highestNonEscapedChar(LAST_PLAIN)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1)) // the default pool leaves thread locals behind
            .build());
    private final Line line = new Line();

    /** The event as a line with its newline; valid until the next call. */
    Line encode(HealingEvent event) throws IOException {
        line.clear();
        try (JsonGenerator generator = json.getFactory().createGenerator(line)) {
            generator.writeStartObject();
            Fields fields = new Fields(generator);
            fields.number("v", VERSION).number("sequence", event.sequence()).time("time", event.time());
            Events.EVENT.write(event, fields);
            generator.writeEndObject();
        }
        Seal.put(line);
        line.write('\n');
        return line;
    }

    /**
     * Reads a sealed line, without its newline.
     *
     * @return the event; empty if it is of a version, a type or with a word that this codec does not know
     */
    Optional<HealingEvent> decode(byte[] bytes, int from, int to) {
        try {
            JsonNode object = json.readTree(bytes, from, to - from);
            Values values = new Values(object);
            return values.number("v") == VERSION ? Optional.of(Events.EVENT.read(values)) : Optional.empty();
        } catch (IOException | RuntimeException foreign) {
            return Optional.empty();
        }
    }

    /** Encodes an event of each type for nothing, so that every class is loaded and every buffer made. */
    void warm() throws IOException {
        for (HealingEvent event : Examples.ofEachType()) {
            encode(event);
        }
    }
}
