package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.selfheal.InvalidPolicyException;
import io.selfheal.SelfHealing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no policy at all is refused at once: in little time, in little memory, with a place and a fix. */
@Timeout(value = 5, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalsTest {
    /** What reading may allocate, all in all, whatever is in a file of the greatest size. */
    private static final long MOST_ALLOCATED = 128L << 20;

    @TempDir
    Path folder;

    static Stream<Arguments> refused() {
        int most = Source.MOST_BYTES;
        return Stream.of(
                Arguments.of("aliases", "a: &x [lol]\nb: [*x, *x]", "1:4: found an anchor (&name)"),
                Arguments.of("an alias alone", "service: *x", "found an alias (*name)"),
                Arguments.of("an alias as a key", "*x : 1", "1:3: found what is not YAML: Expected a field name"),
                Arguments.of("an anchor of a key", "&x service: a", "found an anchor"),
                Arguments.of("a merge", "<<: {service: a}", "found the unknown key \"<<\""),
                Arguments.of("a type", "service: !!javax.script.ScriptEngineManager [a]", "1:10: found a type (!name)"),
                Arguments.of("a type of a text", "service: !!str a", "found a type"),
                Arguments.of("a local type", "service: !x a", "found a type"),
                Arguments.of("two documents", "service: a\n---\nservice: b", "3:1: found a second document"),
                Arguments.of("a second one behind dots", "service: a\n...\n---\nb: c", "found a second document"),
                Arguments.of("nothing but a comment", "# nothing", "found nothing but comments"),
                Arguments.of("nothing but marks", "---\n...\n", "found nothing, expected a policy"),
                Arguments.of("an empty text", "  \n \n", "found an empty file"),
                Arguments.of("a tab", "rules:\n\t- a", "2:1: found what is not YAML"),
                Arguments.of("an open bracket", "rules: [", "found what is not YAML"),
                Arguments.of("an open quote", "service: \"a\n", "found what is not YAML"),
                Arguments.of("a control character", "service: a\u0001b", "found what is not YAML"),
                Arguments.of("nested lists", "rules: " + "[".repeat(1_000), "found values nested deeper than 20"),
                Arguments.of("nested keys", "{a: ".repeat(1_000), "found values nested deeper than 20"),
                Arguments.of("nested dashes in short lines", nested("- "), "found values nested deeper than 20"),
                Arguments.of("nested question marks in short lines", nested("? "), "found"),
                Arguments.of(
                        "brackets in short lines",
                        "[[[[[[[[[\n".repeat(most / 10),
                        "found values nested deeper than 20"),
                Arguments.of("braces in short lines", "{{{{{{{{{\n".repeat(most / 10), "found"),
                Arguments.of("a text of short lines", "service: x\n" + " xxxxxxxx\n".repeat(most / 11), "2000 at most"),
                Arguments.of("a key of short lines", "? x\n" + " xxxxxxxx\n".repeat(most / 11), "2000 at most"),
                Arguments.of(
                        "a quote of short lines",
                        "service: '\n" + " xxxxxxxx\n".repeat(most / 11) + "'",
                        "2000 at most"),
                Arguments.of(
                        "a text in long lines",
                        "service: x\n" + (" " + "x".repeat(9_990) + "\n").repeat(50),
                        "2000 at most"),
                Arguments.of("keys in long lines", ("x".repeat(9_990) + ": 1\n").repeat(50), "found"),
                Arguments.of("a fold", "service: >\n" + " x\n\n".repeat(most / 5), "expected 2000 at most"),
                Arguments.of(
                        "values in short lines",
                        "rules: [\n" + "1,1,1,1,\n".repeat(most / 10) + "]",
                        "found more than 20000 values"),
                Arguments.of("commas in short lines", "[\n" + ",,,,,,,,,\n".repeat(most / 11), "found"),
                Arguments.of("quotes in short lines", "''''''''\n".repeat(most / 11), "found"),
                Arguments.of("colons in short lines", "a:a:a:a:a:a:\n".repeat(most / 14), "found"),
                Arguments.of("ends of lines", "a: 1\n" + "\n".repeat(most - 10), "found the unknown key"),
                Arguments.of("returns without an end of line", "a: 1\r".repeat(most / 6), "found a line of"),
                Arguments.of("nested dashes", "- ".repeat(most / 3), "found a line of"),
                Arguments.of("nested question marks", "? ".repeat(most / 3), "found a line of"),
                Arguments.of("brackets up to the limit", "[".repeat(most), "found a line of"),
                Arguments.of("braces up to the limit", "{".repeat(most), "found a line of"),
                Arguments.of("a long text", "service: " + "x".repeat(most - 10), "found a line of"),
                Arguments.of("a long key", "x".repeat(most - 10) + ": 1", "found a line of"),
                Arguments.of("a long number", "every: " + "9".repeat(most - 10), "found a line of"),
                Arguments.of("a long block", "service: |\n" + " x\n".repeat(most / 4), "expected 2000 at most"),
                Arguments.of("many keys", keys(most - 20), "found more than 20000 values"),
                Arguments.of("many directives", "%A b\n".repeat(most / 6), "found"),
                Arguments.of("many comments", "#\n".repeat(most / 2), "found nothing but comments"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void itIsRefusedQuicklyInLittleMemory(String what, String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("selfheal.yaml"), text);
        long before = allocated();
        List<PolicyProblem> problems = PolicyFile.check(file);
        assertThat(allocated() - before).as("bytes allocated").isLessThan(MOST_ALLOCATED);
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.line()).isPositive());
        assertThat(problems.get(0).toString()).contains(problem);
    }

    static Stream<Arguments> refusedAsJson() {
        return Stream.of(
                Arguments.of("a comment", "{} // x", "found what is not JSON"),
                Arguments.of("YAML", "service: a", "found what is not JSON"),
                Arguments.of("two documents", "{} {}", "found a second document"),
                Arguments.of(
                        "a key twice", "{\"service\": \"a\", \"service\": \"b\"}", "found the key \"service\" again"),
                Arguments.of("nested lists", "{\"rules\":" + "[".repeat(1 << 19), "nested deeper than 20"),
                Arguments.of("a long text", "{\"service\":\"" + "x".repeat(400_000) + "\"}", "2000 at most"),
                Arguments.of("a broken end", "{\"service\": ", "found what is not JSON"),
                Arguments.of("a null", "null", "found nothing, expected a policy"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedAsJson")
    void itIsRefusedInJsonToo(String what, String text, String problem) throws IOException {
        Path file = Files.writeString(
                folder.resolve("selfheal.json"), text.substring(0, Math.min(text.length(), Source.MOST_BYTES)));
        assertThat(PolicyFile.check(file)).isNotEmpty().first().asString().contains(problem);
    }

    @Test
    void aHundredMegabytesAreRefusedWithoutBeingRead() throws IOException {
        Path file = folder.resolve("selfheal.yaml");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(100L << 20);
        }
        long before = allocated();
        assertThat(PolicyFile.check(file)).singleElement().asString().contains("found a file of more than 512 KiB");
        assertThat(allocated() - before).isLessThan(8L << 20);
    }

    @Test
    void whatIsNoFileIsRefusedByName() throws IOException {
        assertThat(PolicyFile.check(folder)).singleElement().asString().contains("found a directory, expected a file");
        assertThat(PolicyFile.check(folder.resolve("none.yaml")))
                .singleElement()
                .asString()
                .isEqualTo("none.yaml:1:1: found no such file; make it, or correct the path");
        Path empty = Files.createFile(folder.resolve("empty.yaml"));
        assertThat(PolicyFile.check(empty))
                .singleElement()
                .asString()
                .contains("found an empty file, expected a policy");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceThatNeverEndsIsNotRead() {
        assertThat(PolicyFile.check(Path.of("/dev/zero")))
                .singleElement()
                .asString()
                .contains("found a pipe, a device");
    }

    @Test
    void otherEncodingsAreRefusedWithTheirPlace() throws IOException {
        assertThat(checked("service: a".getBytes(StandardCharsets.UTF_16))).contains("found UTF-16, expected UTF-8");
        assertThat(checked("\uFEFFservice: a".getBytes(StandardCharsets.UTF_8))).contains("found a byte order mark");
        assertThat(checked("service: a\nmode: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("selfheal.yaml:2:10: found a byte (0xe9) that is not UTF-8");
        assertThat(checked("service: caf\u00e9".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(checked("service: a\r\nmode: observe\r\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aRefusedFileTellsTheBuilderNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("selfheal.yaml"), "service: orders\nrules: 1\n");
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery();
        assertThatThrownBy(() -> PolicyFile.at(file).applyTo(builder))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly("selfheal.yaml:2:8: found \"1\", expected a list of rules"));
        try (SelfHealing healing = builder.build()) {
            assertThat(healing.incidents()).isEmpty();
        }
    }

    private String checked(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("selfheal.yaml"), bytes);
        return String.join(
                "\n",
                PolicyFile.check(file).stream().map(PolicyProblem::toString).toList());
    }

    private static String keys(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        return text.substring(0, length);
    }

    /** Each level in a line of its own, as deep as fits. */
    private static String nested(String sign) {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 700; depth++) {
            text.append(" ".repeat(2 * depth)).append(sign).append('\n');
        }
        return text.toString();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
