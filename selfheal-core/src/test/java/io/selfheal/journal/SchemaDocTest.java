package io.selfheal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SchemaDocTest {
    /** Surefire runs in the module's folder. */
    private static final Path DOC = Path.of("..", "docs", "journal.md");

    @Test
    void theExampleLinesOfTheDocumentAreWhatIsReallyWritten() throws IOException {
        Codec codec = new Codec();
        StringBuilder lines = new StringBuilder();
        for (HealingEvent event : Examples.ofEachType()) {
            Line line = codec.encode(event);
            lines.append(new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8));
        }
        assertThat(Files.readString(DOC))
                .as("replace the lines in %s by the expected ones", DOC)
                .contains("```json\n" + lines + "```\n");
    }

    @Test
    void everyTypeAndEveryFieldOfEveryEventIsInTheDocument() throws IOException {
        String doc = Files.readString(DOC);
        for (Class<?> type : RandomEvents.types()) {
            String name =
                    type.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            String row = doc.lines()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " has no row in " + DOC));
            for (var component : type.getRecordComponents()) {
                if (!component.getName().equals("sequence")
                        && !component.getName().equals("time")) {
                    assertThat(row).contains("`" + component.getName() + "`");
                }
            }
        }
    }
}
