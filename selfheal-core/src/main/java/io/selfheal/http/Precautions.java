package io.selfheal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.selfheal.Deployment;
import io.selfheal.Lease;
import io.selfheal.Proposal;
import io.selfheal.Silence;
import io.selfheal.View;
import java.io.IOException;

/** What holds healing back, and what it has put in force, as JSON. */
final class Precautions {
    private Precautions() {}

    static void write(JsonGenerator json, View view) throws IOException {
        json.writeFieldName("storm");
        if (view.storm().isPresent()) {
            json.writeString(view.storm().get());
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("proposals");
        for (Proposal proposal : view.proposals()) {
            json.writeStartObject();
            json.writeStringField("id", proposal.id());
            json.writeStringField("action", proposal.decision().action());
            json.writeStringField("reason", proposal.decision().reason());
            json.writeStringField("expires", proposal.expires().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("leases");
        for (Lease lease : view.leases()) {
            json.writeStartObject();
            json.writeStringField("name", lease.name());
            json.writeStringField("component", lease.component());
            json.writeStringField("action", lease.action());
            json.writeStringField("incident", lease.incident());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("deployments");
        for (Deployment deployment : view.deployments()) {
            json.writeStartObject();
            json.writeStringField("component", deployment.component());
            json.writeStringField("version", deployment.version());
            json.writeStringField("time", deployment.time().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("silences");
        for (Silence silence : view.silences()) {
            json.writeStartObject();
            json.writeStringField("component", silence.component());
            json.writeStringField("reason", silence.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
