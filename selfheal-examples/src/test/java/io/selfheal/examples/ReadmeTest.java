package io.selfheal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theReadmeShowsTheSnippetThatIsCompiled() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/selfheal/examples/ReadmeSnippet.java"));
        String readme = Files.readString(Path.of("../README.md"));
        String body = source.split("// snippet\n")[3];

        assertThat(readme.replaceAll("\\s+", " ")).contains(body.strip().replaceAll("\\s+", " "));
    }
}
