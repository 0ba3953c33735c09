package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import io.selfheal.Advice;
import io.selfheal.Gauge;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    @TempDir
    Path folder;

    private static Advice advice(ChatModel model, double memory) throws CallFailedException {
        return ChatAdvisor.of(model, Terms.of("model"))
                .advise(new Questions()
                        .of(Gauge.of("memory.used.ratio", memory))
                        .ask());
    }

    @Test
    void aReplayAnswersAsTheModelDid() throws Exception {
        Path file = folder.resolve("exchanges.ndjson");
        Advice was = advice(Recordings.recording(FakeModel.ranking(0.5, action -> 0.7, List.of()), file), 0.91);
        assertThat(was).isInstanceOf(Advice.Opinion.class);
        assertThat(advice(Recordings.replaying(file), 0.91)).isEqualTo(was);
    }

    @Test
    void aRequestThatWasNotRecordedOrNotThatOftenFails() throws Exception {
        Path file = folder.resolve("exchanges.ndjson");
        advice(Recordings.recording(FakeModel.saying("{}"), file), 0.91);
        ChatModel replayed = Recordings.replaying(file);
        assertThatThrownBy(() -> advice(replayed, 0.5)).hasMessageContaining("not in the recording");
        advice(replayed, 0.91);
        assertThatThrownBy(() -> advice(replayed, 0.91)).hasMessageContaining("asked more often than in the recording");
    }

    @Test
    void aFailureIsRecordedAndFailsAgain() {
        Path file = folder.resolve("exchanges.ndjson");
        ChatModel failing = Recordings.recording(
                new FakeModel(request -> {
                    throw new IllegalArgumentException("no");
                }),
                file);
        assertThatThrownBy(() -> advice(failing, 0.91)).isInstanceOf(CallFailedException.class);
        assertThatThrownBy(() -> advice(Recordings.replaying(file), 0.91))
                .hasMessageContaining("it failed when it was recorded: IllegalArgumentException");
    }

    @Test
    void whatIsNoRecordingIsToldWithItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("exchanges.ndjson"), "\n{\"request\":1}\n");
        assertThatThrownBy(() -> Recordings.replaying(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("line 2 of the recording");
    }
}
