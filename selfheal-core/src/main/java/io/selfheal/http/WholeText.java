package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Writes a question mark for each half of a surrogate pair that stands alone, because readers refuse those. */
final class WholeText extends JsonGeneratorDelegate {
    WholeText(JsonGenerator json) {
        super(json);
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(whole(name));
    }

    @Override
    public void writeString(String text) throws IOException {
        super.writeString(whole(text));
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_8), UTF_8);
            }
        }
        return text;
    }
}
