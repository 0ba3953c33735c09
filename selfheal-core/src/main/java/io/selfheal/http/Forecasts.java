package io.selfheal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.selfheal.Exhaustion;
import io.selfheal.View;
import java.io.IOException;

/** What runs out, as JSON: when, by the best guess and the 90 % interval, and in words. */
final class Forecasts {
    private Forecasts() {}

    static void write(JsonGenerator json, View view) throws IOException {
        json.writeArrayFieldStart("forecasts");
        for (Exhaustion exhaustion : view.forecasts()) {
            json.writeStartObject();
            json.writeStringField("metric", exhaustion.metric());
            json.writeStringField("component", exhaustion.component());
            json.writeStringField(
                    "soonest", exhaustion.time().plus(exhaustion.soonest()).toString());
            json.writeStringField(
                    "likely", exhaustion.time().plus(exhaustion.likely()).toString());
            json.writeStringField(
                    "latest", exhaustion.time().plus(exhaustion.latest()).toString());
            json.writeStringField("told", exhaustion.shown());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
