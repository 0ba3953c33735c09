package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the built-in file promises: every number has a source, and everything that ought to be in it is. */
class KnowledgeFileTest {
    private final JsonNode file = KnowledgeReader.tree("jvm.json");

    /** A number stands in an object with a source, factors in one with a source of the factors. */
    private static void unsourced(String path, JsonNode node, List<String> found) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                boolean factor = field.getKey().equals("afterDeployment")
                        || field.getKey().startsWith("beside");
                String source = node.path(factor ? "sourceOfFactors" : "source").asText("");
                if (field.getValue().isNumber() && source.isBlank()) {
                    found.add(path + "/" + field.getKey());
                }
                unsourced(path + "/" + field.getKey(), field.getValue(), found);
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                unsourced(path + "/" + i, node.get(i), found);
            }
        }
    }

    @Test
    void everyNumberHasItsSourceOrIsSaidToBeAssumed() {
        List<String> found = new ArrayList<>();
        unsourced("", file, found);

        assertThat(found).as("numbers without a source").isEmpty();
    }

    @Test
    void aNumberWithoutASourceWouldBeFound() {
        List<String> found = new ArrayList<>();
        unsourced(
                "",
                ((com.fasterxml.jackson.databind.node.ObjectNode)
                                file.path("causes").get(0).deepCopy())
                        .without("source"),
                found);

        assertThat(found).containsExactly("/prior");
    }

    @Test
    void everyCauseThatIsKnownOfJvmServicesIsInIt() {
        assertThat(Knowledge.jvm().causes())
                .extracting(KnownCause::name)
                .containsExactlyInAnyOrder(
                        "cache bloat",
                        "heap leak",
                        "collector thrash",
                        "runaway thread",
                        "deadlock",
                        "unbreakable deadlock",
                        "stuck downstream",
                        "pool leak",
                        "thread leak",
                        "direct memory leak",
                        "metaspace growth",
                        "native leak",
                        "descriptor leak",
                        "disk filling",
                        "overload",
                        "upstream or network fault",
                        "bad deployment");
    }

    @Test
    void nothingInItIsIgnored() {
        Set<String> keys = new TreeSet<>();
        file.path("signs").forEach(sign -> sign.fieldNames().forEachRemaining(keys::add));
        assertThat(keys)
                .containsExactly(
                        "after", "from", "group", "id", "leak", "measure", "metrics", "place", "source", "to", "words");
        keys.clear();
        file.path("causes").forEach(cause -> cause.fieldNames().forEachRemaining(keys::add));
        assertThat(keys)
                .containsExactly(
                        "afterDeployment",
                        "besideSick",
                        "cures",
                        "name",
                        "outside",
                        "prior",
                        "signs",
                        "source",
                        "sourceOfFactors");
        assertThat(Knowledge.jvm().signs()).allMatch(sign -> !sign.words().isBlank());
    }

    @Test
    void everySignSpeaksForSomeCauseAndEveryCauseHasARemedyAndMayGoByItself() {
        Knowledge knowledge = Knowledge.jvm();
        assertThat(knowledge.signs())
                .allSatisfy(sign -> assertThat(knowledge.causes())
                        .as(sign.id())
                        .anyMatch(cause -> cause.strength(sign) > sign.leak()));
        assertThat(knowledge.causes())
                .allSatisfy(cause -> assertThat(cause.cures())
                        .as(cause.name())
                        .containsKey(KnownCause.NOTHING)
                        .hasSizeGreaterThan(1));
    }
}
