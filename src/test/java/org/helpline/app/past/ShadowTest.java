package org.helpline.app.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.app.past.Shadow.Difference;
import org.helpline.app.past.Shadow.Replayed;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.trial.Timing;
import org.helpline.journal.PastCall;
import org.junit.jupiter.api.Test;

/** Another version of a script, run by calls that were. */
class ShadowTest {

    private static final Timing ON_THE_PHONE =
            new Timing(Lengths.OF_TEXT, Duration.ofMillis(420), Duration.ofMillis(260));

    private static final String PROMPTS = """
            welcome: {en: Welcome.}
            main_menu: {en: Press one or two.}
            news: {en: Here is what is new.}
            old_news: {en: Here is what was new.}
            """;
    private static final String THEN = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - say: welcome
              - menu: main_menu
                keys: {1: {queue: support}, 2: info}
                silence: [again, human]
                wrong: [again, human]
            info: [{say: old_news}, hangup]
            """;

    private static Script script(String text, String version) {
        return Samples.loaded(ScriptLoader.check(
                new ScriptFiles("test", Path.of("test"), text, PROMPTS, Map.of(), version), Samples.KNOWN));
    }

    private static final Script OLD = script(THEN, "aaaaaaaaaaaa");

    private static List<PastCall> calls() {
        return List.of(
                PlayedCalls.of(OLD, "press 1, waits in support at 2, wait 5s, hangs up", ON_THE_PHONE),
                PlayedCalls.of(OLD, "hears main_menu, press 2, hears old_news", ON_THE_PHONE),
                PlayedCalls.of(OLD, "silence, wait 1s, press 2, hears old_news", ON_THE_PHONE),
                PlayedCalls.of(OLD, "silence, silence, waits in support, agent answers, agent leaves", ON_THE_PHONE));
    }

    private static List<Replayed> replayed(Script now) {
        Shadow shadow = new Shadow(
                now,
                version -> version.equals(OLD.version()) ? Optional.of(OLD) : Optional.empty(),
                PlayedCalls::names,
                PlayedCalls.surroundings(),
                ZoneId.of("Europe/Istanbul"));
        return calls().stream().flatMap(c -> shadow.replay(c).stream()).toList();
    }

    @Test
    void whatOnlySaysSomethingElseLeadsNobodyElsewhere() {
        Script now = script(
                THEN.replace("say: welcome", "say: [welcome, news]").replace("old_news", "news"), "bbbbbbbbbbbb");
        assertThat(replayed(now)).hasSize(4).allMatch(r -> r.difference().isEmpty());
    }

    @Test
    void tellsTheFirstPointAtWhichACallWouldGoElsewhere() {
        Script now = script(
                THEN.replace("2: info", "2: {queue: billing}").replace("info: [{say: old_news}, hangup]", ""),
                "cccccccccccc");
        List<Replayed> all = replayed(now);
        assertThat(all.get(0).difference()).isEmpty();
        assertThat(all.get(3).difference()).isEmpty();
        Difference second = all.get(1).difference().orElseThrow();
        assertThat(second.last()).isEqualTo("section start");
        assertThat(second.before()).isEqualTo("section info");
        assertThat(second.now()).isEqualTo("queue billing");
        assertThat(all.get(2).difference()).isPresent();
        assertThat(Shadow.table(
                        all.stream().flatMap(r -> r.difference().stream()).toList()))
                .hasSize(1);
    }

    @Test
    void aCallOfAVersionThatIsNotKeptIsComparedWithWhatItWas() {
        Shadow shadow = new Shadow(
                OLD,
                _ -> Optional.empty(),
                PlayedCalls::names,
                PlayedCalls.surroundings(),
                ZoneId.of("Europe/Istanbul"));
        assertThat(calls())
                .allMatch(c -> shadow.replay(c).orElseThrow().difference().isEmpty());
    }

    @Test
    void everyCallThatWasGoesTheSameWayInItsOwnVersion() {
        Script line = Samples.sample("support-line");
        Shadow shadow = new Shadow(
                line,
                _ -> Optional.empty(),
                PlayedCalls::names,
                PlayedCalls.surroundings(),
                ZoneId.of("Europe/Istanbul"));
        for (PastCall call : PlayedCalls.shipped(line, ON_THE_PHONE)) {
            assertThat(shadow.replay(call).orElseThrow().difference()).isEmpty();
        }
    }
}
