package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;

/** Variables with {@code keep: customer}. */
class KeptForTheCustomerTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            variables:
              shop: {type: text, keep: customer}
              visits: {type: number, default: 0, keep: customer}
              mood: {type: text, default: fine}
            start:
              - set: {visits: "= visits + 1"}
              - menu: which_shop
                keys: {1: [{set: {shop: Leeds}}, bye], 2: bye}
                silence: [bye]
                wrong: [bye]
            bye: [{say: your_shop}, hangup]
            """;

    private static final String PROMPTS = """
            which_shop: Which shop?
            your_shop: "Your shop is {shop}, visit {visits}."
            """;

    private static Script script() {
        return Samples.loaded(Samples.check(SCRIPT, PROMPTS));
    }

    private static ScriptSimulator call(Map<String, Value> kept) {
        return new ScriptSimulator(script(), Samples.caller().keeping(kept), Samples.world(), Samples.OPEN);
    }

    private static List<String> kept(ScriptSimulator call) {
        return PainsTest.said(call).stream().filter(l -> l.startsWith("keeps ")).toList();
    }

    @Test
    void whatIsSetIsKeptAtOnceAndOnlyWhatTheScriptSays() {
        ScriptSimulator call = call(Map.of());
        assertThat(kept(call)).containsExactly("keeps visits=1");
        call.press("1").listen();
        assertThat(kept(call)).containsExactly("keeps visits=1", "keeps shop=Leeds");
    }

    @Test
    void theNextCallBeginsWithIt() {
        ScriptSimulator call = call(Map.of("shop", Value.text("York"), "visits", Value.Number.of(4)));
        call.press("2").listen();
        assertThat(PainsTest.said(call)).anyMatch(l -> l.endsWith("Your shop is York, visit 5."));
    }

    @Test
    void whatIsOfAnotherTypeByNowIsNotTakenUp() {
        ScriptSimulator call = call(Map.of("visits", Value.text("many"), "mood", Value.text("bad")));
        assertThat(call.state().variables())
                .containsEntry("visits", Value.Number.of(1))
                .containsEntry("mood", Value.text("fine"));
    }

    @Test
    void aCallThatIsHandedOnTakesItAlong() {
        ScriptSimulator call = call(Map.of("shop", Value.text("York")));
        assertThat(call.state().handedOn().kept()).containsEntry("shop", Value.text("York"));
    }
}
