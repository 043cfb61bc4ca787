package org.helpline.desk;

import static org.helpline.desk.ApiShapes.field;
import static org.helpline.desk.ApiShapes.flag;
import static org.helpline.desk.ApiShapes.list;
import static org.helpline.desk.ApiShapes.moment;
import static org.helpline.desk.ApiShapes.number;
import static org.helpline.desk.ApiShapes.object;
import static org.helpline.desk.ApiShapes.perhaps;
import static org.helpline.desk.ApiShapes.text;
import static org.helpline.desk.ApiShapes.whole;
import static org.helpline.desk.ApiShapes.word;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.access.Scope;
import org.helpline.acd.CallbackState;
import org.helpline.core.SoundVerdict;
import org.helpline.core.SoundWay;
import org.helpline.customer.Flag;
import org.helpline.customer.Person;
import org.helpline.desk.Endpoint.Handler;
import org.helpline.desk.Endpoint.Parameter;
import org.helpline.journal.EventTail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** All that programs may ask for. */
final class ApiTable {

    private ApiTable() {}

    static List<Endpoint> of(DeskServices services, CommandReader commands) {
        ApiCalls calls = new ApiCalls(services.access().records());
        ApiHouse house = new ApiHouse(services, commands);
        ApiCustomers customers = new ApiCustomers(services.rooms().customers());
        return List.of(
                get("me", null, "Which token this is.", List.of(), me(), house::me),
                get(
                        "calls",
                        Scope.CALLS_READ,
                        "Calls, the latest first.",
                        List.of(
                                new Parameter("last", whole("At most so many: 1 to 500, as a rule 50.")),
                                new Parameter("since", moment("Only those that came at this time or later.")),
                                new Parameter("queue", text("Only those whose last queue this was.")),
                                new Parameter("agent", text("Only those whose last agent this was.")),
                                new Parameter("outcome", text("Only those that ended so; live: those that go on."))),
                        object(field("calls", list("Calls.", call()))),
                        calls::list),
                get(
                        "calls/{id}",
                        Scope.CALLS_READ,
                        "One call and what happened in it. The story is told only to a token with the scope personal.",
                        List.of(),
                        object(
                                field("call", call()),
                                perhaps(
                                        "story",
                                        list(
                                                "What happened, oldest first.",
                                                object(
                                                        field("afterMs", whole("Milliseconds after the call came.")),
                                                        field("kind", text("The kind of step.")),
                                                        field("words", text("One sentence.")))))),
                        calls::one),
                post(
                        "calls/{id}/recording",
                        Scope.CALLS_RECORD,
                        "Begins, pauses or ends the recording of a call under way, once an agent talks in it.",
                        object(field("act", word("What to do.", ApiHouse.TAKINGS))),
                        object(),
                        house::recording),
                get(
                        "queues",
                        Scope.QUEUES_READ,
                        "Queues now, and what they did since the server started.",
                        List.of(),
                        object(field("queues", list("Queues.", queue()))),
                        house::queues),
                get(
                        "agents",
                        Scope.AGENTS_READ,
                        "Agents now.",
                        List.of(),
                        object(field("agents", list("Agents.", agent()))),
                        house::agents),
                post(
                        "agents/{id}/state",
                        Scope.AGENTS_WRITE,
                        "Logs an agent in or out, or makes them ready or not ready.",
                        object(
                                field("state", word("What to become.", ApiHouse.STATES)),
                                perhaps("reason", text("Why not ready: one of desk.not-ready-reasons."))),
                        object(),
                        house::state),
                get(
                        "callbacks",
                        Scope.CALLBACKS_READ,
                        "Call-backs that are promised, the oldest first.",
                        List.of(),
                        object(field("callbacks", list("Call-backs.", callback()))),
                        house::callbacks),
                post(
                        "callbacks",
                        Scope.CALLBACKS_WRITE,
                        "Books a call-back: the number stands in line as a caller who joins now, or at the time that is asked for.",
                        object(
                                field("queue", text("Whose agents call.")),
                                field("number", text("The customer's, as callbacks.properties lets it be called.")),
                                perhaps("name", text("The customer's, for the agent.")),
                                perhaps("note", text("What the agent is to know.")),
                                perhaps("from", moment("Not called before; with until.")),
                                perhaps("until", moment("Not called from then on.")),
                                perhaps("language", text("Language tag of the customer."))),
                        object(
                                field("id", text("Its id.")),
                                perhaps("position", whole("Its place in line; 0: not in line yet.")),
                                field("already", flag("Whether one was promised to this number before; it stands."))),
                        house::bookCallback),
                get(
                        "callbacks/past",
                        Scope.CALLBACKS_READ,
                        "Call-backs that are over, of the last 30 days, the last first; at most 200.",
                        List.of(),
                        object(field("callbacks", list("Call-backs.", pastCallback()))),
                        house::pastCallbacks),
                post(
                        "callbacks/{id}",
                        Scope.CALLBACKS_WRITE,
                        "Cancels a call-back, or makes it the next of its queue.",
                        object(field("act", word("What to do.", List.of("cancel", "now")))),
                        object(),
                        house::changeCallback),
                get(
                        "customers",
                        Scope.CUSTOMERS_READ,
                        "The customers of a number.",
                        List.of(new Parameter("number", text("The number, as it is dialled."))),
                        object(field("customers", list("Customers.", customer()))),
                        calls::customers),
                post(
                        "customers",
                        Scope.CUSTOMERS_WRITE,
                        "Makes a customer.",
                        object(
                                field("fields", customerFields()),
                                perhaps("numbers", list("Numbers, as they are dialled.", text("A number."))),
                                perhaps("emails", list("E-mail addresses.", text("An address.")))),
                        customerId(),
                        customers::create),
                post(
                        "customers/{id}",
                        Scope.CUSTOMERS_WRITE,
                        "Changes fields of a customer; an empty text takes one away. What is written here wins over the customers' file.",
                        object(field("fields", customerFields())),
                        customerId(),
                        customers::edit),
                post(
                        "customers/{id}/reaches",
                        Scope.CUSTOMERS_WRITE,
                        "Adds a number or an e-mail address to a customer, or takes one off.",
                        object(
                                field("kind", word("What it is.", List.of("number", "email"))),
                                field("value", text("The number or the address.")),
                                perhaps("on", flag("false takes it off; as a rule true."))),
                        customerId(),
                        customers::reach),
                get(
                        "customers/{id}",
                        Scope.CUSTOMERS_READ,
                        "One customer, by the id or by that of another who was found to be the same.",
                        List.of(),
                        CustomerJson.shape(),
                        customers::one),
                post(
                        "customers/{id}/flags",
                        Scope.CUSTOMERS_FLAG,
                        "Warns of a customer or of one number, or takes the warning off. Calls of who is blocked are refused.",
                        object(
                                field("flag", word("Which.", Flag.NAMES)),
                                perhaps("on", flag("false takes it off; as a rule true.")),
                                perhaps("why", text("Why, in at most 200 characters; must be there to raise it.")),
                                perhaps(
                                        "number",
                                        text("The one number that it is about; as a rule all of the customer's.")),
                                perhaps("hours", whole("How long it holds; 0, as a rule: for ever."))),
                        customerId(),
                        customers::flag),
                post(
                        "customers/{id}/merge",
                        Scope.CUSTOMERS_MERGE,
                        "Another customer is this one from now on; a split undoes it.",
                        object(field("other", text("The other's id."))),
                        object(
                                field("id", text("The customer's id.")),
                                field("merge", whole("By this number a split undoes it."))),
                        customers::merge),
                post(
                        "customers/{id}/split",
                        Scope.CUSTOMERS_MERGE,
                        "Undoes a merge: both are as they were.",
                        object(field("merge", whole("Which: as the merge answered, and as the customer lists it."))),
                        customerId(),
                        customers::split),
                get(
                        "events",
                        Scope.EVENTS_READ,
                        "What happened, in the order of its numbers. By WebSocket, the same address goes on telling.",
                        List.of(
                                new Parameter(
                                        "after", whole("The number of the last event that is known; as a rule 0.")),
                                new Parameter("last", whole("At most so many: 1 to 500, as a rule 50."))),
                        object(
                                field("oldest", whole("The oldest that can still be told.")),
                                field("newest", whole("The newest that there is.")),
                                field("events", list("Events.", event()))),
                        new ApiEvents(services.access().events())::page));
    }

    private static Endpoint get(
            String path,
            @Nullable Scope scope,
            String summary,
            List<Parameter> parameters,
            ObjectNode answer,
            Handler handler) {
        return new Endpoint(
                "GET",
                ApiDoor.ROOT + path,
                Optional.ofNullable(scope),
                summary,
                parameters,
                Optional.empty(),
                answer,
                handler);
    }

    private static Endpoint post(
            String path, Scope scope, String summary, ObjectNode body, ObjectNode answer, Handler handler) {
        return new Endpoint(
                "POST",
                ApiDoor.ROOT + path,
                Optional.of(scope),
                summary,
                List.of(),
                Optional.of(body),
                answer,
                handler);
    }

    private static ObjectNode me() {
        return object(
                field("name", text("The token's name.")),
                field("scopes", list("What it is good for.", text("A scope."))),
                perhaps("expires", moment("From then on it is good for nothing.")));
    }

    private static ObjectNode call() {
        return object(
                field("id", text("Our name of the call.")),
                field("callId", text("The SIP Call-ID.")),
                field("arrived", moment("When it came.")),
                perhaps("answered", moment("When it was answered, by the script as a rule.")),
                perhaps("connected", moment("When an agent first spoke with the caller.")),
                perhaps("ended", moment("Not there while it goes on.")),
                field("dialled", text("The number that was dialled.")),
                perhaps("caller", text("The caller's number; only with the scope personal.")),
                perhaps("callerName", text("As the caller's side gave it; only with the scope personal.")),
                field("script", text("The script that answered.")),
                field("language", text("The call's language.")),
                field("queue", text("Its last queue.")),
                field("agent", text("Its last agent.")),
                field("waitedMs", whole("All waiting in queues.")),
                field("talkedMs", whole("All talking with agents.")),
                field("outcome", text("How it ended; empty while it goes on.")),
                field("endedBy", text("Who ended it.")),
                field("reason", text("Why, in a sentence.")),
                field("sipStatus", whole("The final status that was sent; 0: none yet.")),
                field("wrapUp", text("The agent's wrap-up code.")),
                field(
                        "direction",
                        text(
                                "in, callback for a call that we made, out for one of an agent's, or test for a test call.")),
                field("trunk", text("The trunk that it came by.")),
                field(
                        "sound",
                        list(
                                "How each phone in it sounded, once its sound has ended; none for one that said or heard less than three seconds.",
                                leg())));
    }

    private static ObjectNode leg() {
        return object(
                field(
                        "leg",
                        text(
                                "caller, agent:NAME, phone:EXTENSION, supervisor:NAME, or number:NUMBER, of which the number is"
                                        + " told only with the scope personal.")),
                field(
                        "direction",
                        word(
                                "Its worse one. came: what the phone said; went: what it heard; one-way: nothing came from it.",
                                List.of(SoundWay.CAME, SoundWay.WENT, SoundVerdict.ONE_WAY))),
                field("quality", number("What a listener would say of it, estimated: 1 to 4.4.")),
                field("poor", flag("Whether the quality is below 3.6, where many complain.")),
                field(
                        "cause",
                        word(
                                "What made it less than good; empty: nothing.",
                                List.of("", "one-way", "lost", "uneven", "delay"))),
                field("words", text("The same in a sentence.")),
                perhaps("lostPercent", number("Packets lost, in percent.")),
                perhaps("jitterMs", whole("Mean jitter.")),
                perhaps("roundTripMs", whole("There and back.")));
    }

    private static ObjectNode queue() {
        return object(
                field("name", text("Its name.")),
                field("waiting", whole("Callers who wait now.")),
                field("longestWaitMs", whole("How long the first of them has waited.")),
                field("offered", whole("Taken in since the start.")),
                field("answered", whole("Answered since the start.")),
                field("answeredInTime", whole("Of them within the service level.")),
                field("abandoned", whole("Hung up while they waited.")),
                field("sentOn", whole("Sent elsewhere.")),
                field("callback", whole("Left to be called back.")),
                field("promised", whole("Call-backs that are open.")),
                field("urgent", flag("Whether its callers go before those of all other queues.")),
                perhaps("expectedWait", expectedWait()));
    }

    private static ObjectNode expectedWait() {
        return object(
                        field("leastMinutes", whole("At least; 0: it may end at once.")),
                        field("mostMinutes", whole("At most.")))
                .put(
                        "description",
                        "How long a caller who joined now would be likely to wait: seven of ten waits end within. Not there"
                                + " while it cannot be known, and while nobody waits.");
    }

    private static ObjectNode agent() {
        return object(
                field("id", text("The login name.")),
                field("name", text("For display.")),
                field("state", text("offline, ready, offered, talking, wrap-up or not-ready.")),
                field("reason", text("Why not ready.")),
                field("since", moment("Since when.")),
                perhaps("call", text("The call in hand.")),
                field("queues", list("The queues that they serve.", text("A queue."))),
                field("reachable", flag("Whether their phone is registered.")));
    }

    private static ObjectNode callback() {
        return object(
                field("id", text("Its id.")),
                field("queue", text("Its queue.")),
                perhaps("number", text("The number; only with the scope personal.")),
                field("asked", moment("Since when the customer waits.")),
                field("attempts", whole("How often they were called in vain.")),
                perhaps("notBefore", moment("Not called again before.")),
                perhaps("until", moment("Not called from then on.")),
                field("calling", flag("Whether they are being called now.")),
                field(
                        "state",
                        word(
                                "What is being done about it.",
                                Stream.of(CallbackState.values())
                                        .map(CallbackState::word)
                                        .toList())),
                perhaps("agent", text("Who is rung for it, or makes it.")),
                field("source", text("Who asked for it: script, desk:NAME, api:NAME, form or command line.")),
                perhaps("name", text("The customer's name; only with the scope personal.")),
                perhaps("note", text("What the agent is to know; only with the scope personal.")),
                field("tries", list("Attempts that are over, oldest first.", attempt())));
    }

    private static ObjectNode pastCallback() {
        return object(
                field("id", text("Its id.")),
                field("queue", text("Its queue.")),
                perhaps("number", text("The number; only with the scope personal.")),
                perhaps("name", text("The customer's name; only with the scope personal.")),
                perhaps("note", text("What the agent was to know; only with the scope personal.")),
                field("source", text("Who asked for it.")),
                field("asked", moment("Since when the customer waited.")),
                field("ended", moment("When it was over.")),
                field("attempts", whole("How often they were called in vain.")),
                field("agent", text("Who reached the customer; empty: nobody.")),
                field("outcome", text("reached, or why not, in a sentence.")),
                field("tries", list("Attempts, oldest first.", attempt())));
    }

    private static ObjectNode attempt() {
        return object(
                field("at", moment("When it began.")),
                field("agent", text("Who was reserved for it.")),
                field("outcome", text("reached, or what happened, as part of a sentence.")));
    }

    private static ObjectNode event() {
        ObjectNode event = object(
                field("number", whole("1 and up; never given twice.")),
                field("at", moment("When it happened.")),
                field(
                        "type",
                        word(
                                "What happened.",
                                EventTail.kinds().stream().sorted().toList())),
                perhaps("call", text("The call that it belongs to.")));
        event.put("additionalProperties", true); // each type has fields of its own: docs/api.md
        return event;
    }

    private static ObjectNode customerId() {
        return object(field("id", text("The customer's id.")));
    }

    private static ObjectNode customerFields() {
        return object(Person.FIELDS.stream()
                .map(name -> perhaps(name, text("The field " + name + ".")))
                .toArray(ApiShapes.Field[]::new));
    }

    private static ObjectNode customer() {
        return object(
                field("id", text("The customer's id.")),
                perhaps("name", text("Name; only with the scope personal.")),
                field("company", text("Company.")),
                perhaps("email", text("E-mail address; only with the scope personal.")),
                field("revenue", text("As imported.")),
                field("satisfaction", text("As imported, or the last score.")),
                perhaps("language", text("Language tag.")));
    }
}
