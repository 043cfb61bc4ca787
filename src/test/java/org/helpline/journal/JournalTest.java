package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class JournalTest {

    @TempDir
    Path directory;

    @Test
    void keepsOneRecordOfAServedCall() {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+44 7700 900123").facts());
        house.journal.publish(ScriptedCall.wrapUp(1, "call-1", "invoice"));
        house.live(Duration.ofSeconds(1));

        List<CallRecord> all = house.told(house.records.list(CallQuery.last(10)));
        assertThat(all).hasSize(1);
        CallRecord record = all.getFirst();
        assertThat(record.id().value()).isEqualTo("call-1");
        assertThat(record.callId()).isEqualTo("abc123@phone");
        assertThat(record.arrived()).isEqualTo(ScriptedCall.START);
        assertThat(record.answered()).contains(ScriptedCall.START.plusMillis(4));
        assertThat(record.connected()).contains(ScriptedCall.START.plusMillis(11010));
        assertThat(record.ended()).contains(ScriptedCall.START.plusMillis(71020));
        assertThat(record.caller().value()).isEqualTo("+44 7700 900123");
        assertThat(record.callerName().value()).isEqualTo("Ada");
        assertThat(List.of(
                        record.dialled(),
                        record.script(),
                        record.language(),
                        record.queue(),
                        record.agent(),
                        record.outcome(),
                        record.by(),
                        record.wrapUp()))
                .containsExactly("100", "support-line", "en", "support", "anna", "served", "caller", "invoice");
        assertThat(record.sipStatus()).isEqualTo(200);
    }

    /** Whenever the one who transferred picks a code: before the colleague talks, meanwhile, or after all. */
    @ParameterizedTest
    @CsvSource({
        "anna:first ben:talks ben:second, second",
        "anna:first ben:talks, ''",
        "ben:talks anna:first ben:second, second",
        "ben:talks ben:second anna:first, second",
        "anna:first, first"
    })
    void theCodeIsThatOfTheAgentWhomTheRecordNames(String order, String code) {
        House house = new House(directory);
        AgentId ben = new AgentId("ben");
        List<Published> facts = new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from("+447700900123", "", "x@1"))
                .at(10, new QueueFact.Connected(ScriptedCall.SUPPORT, ScriptedCall.ANNA, Duration.ZERO))
                .at(20, new CallFact.Transferred(ScriptedCall.ANNA, "ben"))
                .at(30, new QueueFact.Connected(ScriptedCall.SUPPORT, ben, Duration.ZERO))
                .facts();
        house.publish(facts.subList(0, 3));
        house.live(Duration.ofSeconds(1));
        for (String step : order.split(" ", -1)) {
            switch (step) {
                case "ben:talks" -> house.publish(facts.subList(3, 4));
                case "ben:second" -> house.journal.publish(ScriptedCall.wrapUp(ben, 1, "call-1", "second"));
                default -> house.journal.publish(ScriptedCall.wrapUp(1, "call-1", "first"));
            }
            house.live(Duration.ofSeconds(1));
        }
        assertThat(house.one("call-1").record().wrapUp()).isEqualTo(code);
    }

    @Test
    void countsTalkingWithoutTheWaitBeforeIt() { // P67, P72
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.live(Duration.ofSeconds(1));
        CallRecord record = house.one("call-1").record();
        assertThat(record.waited()).isEqualTo(Duration.ofMillis(7880));
        assertThat(record.talked()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aTestCallIsNoCallThatCameIn() {
        House house = new House(directory);
        house.publish(new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from("anna", "", "x@1"))
                .facts());
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-1").record().direction()).isEqualTo("in");
        house.publish(new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from("anna", "", "x@1"))
                .at(1, new CallFact.Tested(new AgentId("anna")))
                .at(700, new CallFact.Ended("self-served", "server", "Test call of anna's phone: it was heard."))
                .facts()
                .subList(1, 3));
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-1").record().direction()).isEqualTo("test");
        assertThat(house.one("call-1").story().steps())
                .anySatisfy(s -> assertThat(s.words()).isEqualTo("anna tries the own phone: a test call"));
    }

    @Test
    void aCallThatWasCancelledBeforeTheAnswerShowsItsFinalStatus() {
        House house = new House(directory);
        house.publish(new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from("caller", "", "x@1"))
                .at(700, new CallFact.Ended("abandoned", "caller", "The caller cancelled before the answer."))
                .facts());
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-1").record().sipStatus()).isEqualTo(487);
    }

    @Test
    void listsTheAbandonedAndTheRefusedToo() { // P69, P70, P71
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.publish(new ScriptedCall("call-2", ScriptedCall.START.plusSeconds(1))
                .at(0, ScriptedCall.from("anonymous", "", "x@2"))
                .at(5, new CallFact.Answered("caller", "PCMU", "127.0.0.1:4000"))
                .at(9, new QueueFact.Joined(ScriptedCall.SUPPORT, 1, 0))
                .at(5009, new QueueFact.Abandoned(ScriptedCall.SUPPORT, Duration.ofSeconds(5)))
                .at(5010, new CallFact.Ended("abandoned", "caller", "The caller hung up while waiting."))
                .facts());
        house.publish(new ScriptedCall("call-3", ScriptedCall.START.plusSeconds(2))
                .at(0, ScriptedCall.from("caller", "", "x@3"))
                .at(1, new CallFact.Refused(404, "No script answers 999; add it to numbers."))
                .at(2, new CallFact.Ended("refused", "server", "No script answers 999; add it to numbers."))
                .facts());
        house.live(Duration.ofSeconds(1));

        CallQuery abandoned =
                new CallQuery(10, Optional.of("abandoned"), Optional.empty(), Optional.empty(), Optional.empty());
        List<CallRecord> gone = house.told(house.records.list(abandoned));
        assertThat(gone).extracting(r -> r.id().value()).containsExactly("call-2");
        assertThat(gone.getFirst().connected()).isEmpty();
        assertThat(gone.getFirst().talked()).isZero();
        assertThat(gone.getFirst().waited()).isEqualTo(Duration.ofSeconds(5));
        CallRecord refused = house.one("call-3").record();
        assertThat(refused.sipStatus()).isEqualTo(404);
        assertThat(refused.reason()).contains("add it to numbers");
        assertThat(house.told(house.records.list(CallQuery.last(10)))).hasSize(3);
        assertThat(house.told(house.records.ofAgent(ScriptedCall.ANNA, 10)))
                .extracting(r -> r.id().value())
                .containsExactly("call-1");
    }

    @Test
    void aWaitThatCountsOnInTheNextQueueIsCountedOnce() {
        House house = new House(directory);
        QueueName billing = new QueueName("billing");
        Duration minute = Duration.ofMinutes(1);
        house.publish(new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from("caller", "", "x@1"))
                .at(9, new QueueFact.Joined(ScriptedCall.SUPPORT, 1, 0))
                .at(60_009, new QueueFact.SentOn(ScriptedCall.SUPPORT, "max wait", minute))
                .at(60_010, new QueueFact.Joined(billing, 1, 0, minute))
                .at(90_010, new QueueFact.Abandoned(billing, Duration.ofSeconds(90)))
                .at(90_011, new CallFact.Ended("abandoned", "caller", "The caller hung up while waiting."))
                .facts());
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-1").record().waited()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void closesTheRecordsOfCallsThatAKilledServerCut() {
        House first = new House(directory);
        first.publish(ScriptedCall.served("call-1", "+447700900123").facts().subList(0, 18));
        first.live(Duration.ofSeconds(1));
        assertThat(first.one("call-1").record().outcome()).isEmpty();
        first.kill();

        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger journal = (Logger) LoggerFactory.getLogger(Journal.class);
        journal.addAppender(log);
        House second = new House(directory, 2);
        second.live(Duration.ofSeconds(1));
        journal.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("calls that this cut: 1;", "outcome cut: call-1");
        Found.One found = second.one("call-1");
        assertThat(found.record().outcome()).isEqualTo("cut");
        assertThat(found.record().by()).isEqualTo("server");
        assertThat(found.record().ended()).contains(ScriptedCall.START.plusMillis(11010));
        assertThat(found.story().steps().getLast().words())
                .contains("cut")
                .contains("stopped before this call had ended");
        second.kill();

        House third = new House(directory, 3);
        third.live(Duration.ofSeconds(1));
        assertThat(third.count("select count(*) as n from fact where kind = 'call.ended'"))
                .isEqualTo(1);
    }
}
