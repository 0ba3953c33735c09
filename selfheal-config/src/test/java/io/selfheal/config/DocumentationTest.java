package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Map<String, String> ENVIRONMENT = Map.of();

    @Test
    void theCompleteExampleIsRight() {
        assertThat(Reading.problems(Complete.text(), ENVIRONMENT)).isEmpty();
    }

    @Test
    void everySnippetOfTheReferenceIsRight() throws IOException {
        String reference = Files.readString(Path.of("../docs/policy.md"));
        assertThat(Pattern.compile("(?s)```yaml\n(.*?)```")
                        .matcher(reference)
                        .results()
                        .map(MatchResult::group))
                .hasSizeGreaterThan(7)
                .allSatisfy(snippet -> assertThat(Reading.problems(
                                snippet.substring("```yaml\n".length(), snippet.length() - 3), ENVIRONMENT))
                        .isEmpty());
    }

    @Test
    void theReferenceNamesEveryKey() throws IOException {
        String reference = Files.readString(Path.of("../docs/policy.md"));
        Vocabulary.POLICY
                .forms()
                .get(0)
                .keys()
                .forEach(key -> assertThat(reference).contains("`" + key.name() + "`"));
    }
}
