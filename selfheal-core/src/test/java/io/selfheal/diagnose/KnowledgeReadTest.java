package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host's own file adds to what is known. */
class KnowledgeReadTest {
    @TempDir
    Path folder;

    private Knowledge with(Knowledge known, String text) throws IOException {
        return known.read(Files.writeString(folder.resolve("orders.json"), text.replace('\'', '"')));
    }

    @Test
    void aFileAddsSignsCausesAndRestartsAndReplacesThoseOfItsNames() throws IOException {
        Knowledge known = with(Knowledge.jvm(), """
                {'signs': [
                  {'id': 'sessions-many', 'words': 'Many sessions', 'metrics': ['sessions.held.count'], 'from': 50000, 'to': 200000,
                   'leak': 0.02, 'measure': 'rise', 'place': 'dependency'},
                  {'id': 'memory-high', 'words': 'Memory is high here', 'metrics': ['memory.used.ratio'], 'from': 0.6, 'to': 0.7,
                   'leak': 0.01, 'source': 'measured'}],
                 'causes': [{'name': 'session pile-up', 'prior': 0.05, 'outside': true, 'besideSick': 2,
                   'signs': {'sessions-many': 0.9, 'source': 'assumed'}, 'cures': {'drop-sessions': 0.8}}],
                 'restarts': {'actions': ['bounce-workers']}}""");

        assertThat(known.causes()).hasSize(Knowledge.jvm().causes().size() + 1);
        assertThat(known.signs()).hasSize(Knowledge.jvm().signs().size() + 1);
        assertThat(known.signs())
                .filteredOn(sign -> sign.id().equals("memory-high"))
                .singleElement()
                .matches(sign -> sign.to() == 0.7 && sign.words().equals("Memory is high here"));
        assertThat(known.cause("session pile-up").orElseThrow())
                .matches(cause -> cause.outside() && cause.besideSick() == 2 && cause.afterDeployment() == 1)
                .matches(cause -> cause.cures().equals(Map.of("drop-sessions", 0.8)));
        assertThat(known.signs()).last().matches(sign -> sign.words().equals("Memory is high here"));
        assertThat(known.restarts()).contains("bounce-workers", "graceful-restart");
    }

    @Test
    void theBuiltInKnowledgeIsReadInTheSameWay() {
        assertThat(Knowledge.none().causes()).isEmpty();
        assertThat(Knowledge.jvm().signs()).allMatch(sign -> Double.isFinite(sign.from()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | is []: give an object with any of [about, causes, restarts, signs]",
                "{'sign': []} | has the unknown key \"sign\": known are [about, causes, restarts, signs]",
                "{'signs': {}} | : \"signs\" is {}: give a list",
                "{'signs': [{'id': 'x', 'frm': 1}]} | : sign \"x\" has the unknown key \"frm\": known are [after, from, group, id,",
                "{'signs': [{'id': 'x', 'from': '1'}]} | : sign \"x\": \"from\" is \"1\": give a number",
                "{'signs': [{'id': 'x', 'metrics': [1]}]} | : sign \"x\": \"metrics\" is 1: give texts",
                "{'signs': [{'id': 'x', 'metrics': ['a'], 'from': 1}]} | : sign \"x\" goes from 1.0 to NaN: give the value",
                "{'signs': [{'id': 'x', 'metrics': ['a'], 'measure': 'up'}]} | \"measure\" is \"up\": give one of [level, age, rise,",
                "{'signs': [{'words': 'x'}]} | : a sign has a blank id: name it",
                "{'causes': [{'name': 'x', 'prior': null}]} | : cause \"x\": \"prior\" is null: give a number",
                "{'causes': [{'name': 'x', 'prior': 0.1, 'signs': {'nix': 0.5}}]} | : cause \"x\" produces \"nix\", which is no sign",
                "{'causes': [{'name': 'x', 'outside': 1}]} | : cause \"x\": \"outside\" is 1: give true or false",
                "{'causes': [ | :1: is no JSON: "
            })
    void whatIsWrongIsToldWithItsPlaceAndWhatWouldBeRight(String text, String told) {
        assertThatThrownBy(() -> with(Knowledge.jvm(), text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder.resolve("orders.json").toString())
                .hasMessageContaining(told.strip());
    }

    @Test
    void aFileThatIsNotThereIsNoEmptyOne() {
        assertThatThrownBy(() -> Knowledge.jvm().read(folder.resolve("nowhere.json")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
