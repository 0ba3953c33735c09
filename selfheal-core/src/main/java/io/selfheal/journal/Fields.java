package io.selfheal.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the fields of JSON objects. */
final class Fields {
    private final JsonGenerator json;

    Fields(JsonGenerator json) {
        this.json = json;
    }

    Fields text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    Fields word(String name, Enum<?> value) throws IOException {
        return text(name, value.name());
    }

    Fields flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    Fields number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    /** JSON has no NaN and no infinities: they become text. */
    Fields real(String name, double value) throws IOException {
        if (!Double.isFinite(value)) {
            return text(name, Double.toString(value));
        }
        json.writeNumberField(name, value);
        return this;
    }

    Fields time(String name, Instant value) throws IOException {
        return text(name, value.toString());
    }

    Fields duration(String name, Duration value) throws IOException {
        return text(name, value.toString());
    }

    <T> Fields object(String name, Shape<T> shape, T value) throws IOException {
        json.writeObjectFieldStart(name);
        shape.write(value, this);
        json.writeEndObject();
        return this;
    }

    /** A field that is left out where there is nothing to tell. */
    <T> Fields maybe(String name, Shape<T> shape, Optional<T> value) throws IOException {
        return value.isEmpty() ? this : object(name, shape, value.get());
    }

    <T> Fields list(String name, Shape<T> shape, List<T> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            shape.write(value, this);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    /** A list that is left out where there is nothing in it. */
    <T> Fields unlessEmpty(String name, Shape<T> shape, List<T> values) throws IOException {
        return values.isEmpty() ? this : list(name, shape, values);
    }

    Fields texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        return this;
    }
}
