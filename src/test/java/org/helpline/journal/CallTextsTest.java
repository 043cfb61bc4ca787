package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of calls. */
class CallTextsTest {

    @TempDir
    private Path directory;

    @Test
    void tagsAreThoseThatWereOnItInTheEnd() {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.journal.publish(ScriptedCall.tagged(1, "call-1", "refund", true));
        house.journal.publish(ScriptedCall.tagged(2, "call-1", "angry", true));
        house.journal.publish(ScriptedCall.tagged(3, "call-1", "angry", false));
        house.journal.publish(ScriptedCall.tagged(4, "call-1", "card", true));
        house.live(Duration.ofSeconds(1));
        CallRecords records = new CallRecords(house.store);
        assertThat(house.await(records.texts(List.of("call-1", "call-2"))).orThrow())
                .hasEntrySatisfying("call-1", text -> {
                    assertThat(text.tags()).containsExactly("card", "refund");
                    assertThat(text.choices()).isNotEmpty();
                });
    }
}
