package org.helpline.app.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.journal.PastCall;
import org.junit.jupiter.api.Test;

/** What look-ups answered in a past call becomes what they answer in its test. */
class RecordedLookUpsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-18T09:00:00Z");

    private final List<Published> facts = new ArrayList<>();

    private RecordedLookUpsTest() {
        tell(0, new CallFact.Arrived(new Personal("+905321234567"), Personal.NONE, "100", "x@y", "udp", ""));
    }

    private void tell(long millis, Fact fact) {
        facts.add(new Published("call", facts.size() + 1, BEGIN.plusMillis(millis), millis, fact));
    }

    private static Personal answer() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.text("Ada \"A\" Okafor"));
        fields.put("eta", new Value.Date(LocalDate.of(2026, 12, 1)));
        fields.put("tags", new Value.Many(List.of(Value.text("gold"), Value.Number.of(2))));
        return new Personal(new LookUpAnswer.Found(new Value.Fields(fields)).asTest());
    }

    private String recorded(boolean personal) {
        return String.join("\n", RecordedTest.of(new PastCall("call", facts), ZoneOffset.UTC, personal));
    }

    @Test
    void answersStandInTheirOrderAndWithTheirTime() {
        tell(10, new ScriptFact.LookedUp("start/2", "order_status", "none", 20, "", Personal.NONE));
        tell(10, new ScriptFact.LookedUp("start/2", "order_status", "failed", 3_000, "No answer.", Personal.NONE));
        tell(20, new ScriptFact.LookedUp("start/4", "customer", "found", 5, "", answer()));
        assertThat(recorded(true))
                .contains("    look_ups:\n")
                .contains("      order_status: [none, {after: 3000ms, answer: failed}]\n")
                .contains("      customer: {name: \"Ada \\\"A\\\" Okafor\", eta: 2026-12-01, tags: [\"gold\", 2]}\n");
    }

    @Test
    void textsOfACallerAreNotToldUnlessAskedFor() {
        tell(20, new ScriptFact.LookedUp("start/4", "customer", "found", 5, "", answer()));
        assertThat(recorded(false))
                .contains("      customer: {name: \"…\", eta: 2026-12-01, tags: [\"…\", 2]}\n")
                .doesNotContain("Ada");
    }
}
