package org.helpline.desk;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.config.Secret;
import org.helpline.core.Clock;
import org.helpline.interaction.DeskPort;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a window of an agent's desk the phone: gives it a pass to register with, and takes the pass back when the window is left, another takes over or
 * the login ends. Confined to the desk's loop.
 */
final class PhoneDoor {

    private static final int A_SECOND = 2;
    private static final int PASS_BYTES = 24;
    private static final Set<String> TALKING = Set.of("calling", "talking", "held");

    private final BrowserPhones phones;
    private final PhoneAddress address;
    private final DeskPort port;
    private final Sessions sessions;
    private final PhoneHolders holders;
    private final RequestRate rate;

    PhoneDoor(BrowserPhones phones, PhoneAddress address, DeskPort port, Sessions sessions, Clock clock) {
        this.phones = phones;
        this.address = address;
        this.port = port;
        this.sessions = sessions;
        this.holders = new PhoneHolders(() -> sessions.token(9));
        this.rate = new RequestRate(clock, A_SECOND);
    }

    /**
     * {@code {"act": "keep", "holder": ""}}: be the phone unless another window is; {@code take}: even then; {@code leave}: no longer. Answers
     * {@code {"holder", "user", "secret", "url", "test"}}, the last what to dial for a test call, or nothing.
     */
    CompletionStage<Reply> answer(DeskSession session, Request request) {
        ObjectNode body = DeskJson.read(request.body());
        String holder = body.path("holder").asString("");
        return CompletableFuture.completedStage(
                switch (body.path("act").asString("")) {
                    case "keep" -> given(session, request, new PhoneHolders.Wish(holder, false));
                    case "take" -> given(session, request, new PhoneHolders.Wish(holder, true));
                    case "leave" -> left(session, holder);
                    default -> Reply.error(400, "That is nothing that a phone can be told.");
                });
    }

    private Reply given(DeskSession session, Request request, PhoneHolders.Wish wish) {
        if (!rate.allows(session.agent().value())) {
            return Reply.error(429, "Too often. Please try again in a moment.");
        }
        return switch (address.of(request)) {
            case PhoneAddress.Where.Nowhere(String why) -> refused(why, "off");
            case PhoneAddress.Where.At(String url) ->
                switch (holders.ask(session, wish, isTalking(session))) {
                    case PhoneHolders.Answer.Elsewhere _ ->
                        refused("Another window of yours is your phone now.", "elsewhere");
                    case PhoneHolders.Answer.Talking _ ->
                        refused("Your phone in another window has a call. Take over when it has ended.", "elsewhere");
                    case PhoneHolders.Answer.Given(String id) -> pass(session, id, url);
                };
        };
    }

    private Reply pass(DeskSession session, String holder, String url) {
        Secret pass = new Secret(sessions.token(PASS_BYTES));
        phones.give(session.agent(), pass);
        return Reply.json(
                200,
                DeskJson.object()
                        .put("holder", holder)
                        .put("user", session.agent().value())
                        .put("secret", pass.value())
                        .put("url", url)
                        .put("test", phones.testCall()));
    }

    /** {@code state} tells the page what it is to do; the sentence is for people. */
    private static Reply refused(String sentence, String state) {
        return Reply.json(409, DeskJson.object().put("error", sentence).put("state", state));
    }

    private Reply left(DeskSession session, String holder) {
        if (holders.leave(session.agent(), holder)) {
            phones.end(session.agent());
        }
        return Reply.json(200, DeskJson.object());
    }

    private boolean isTalking(DeskSession session) {
        return port.inHand(session.agent())
                .filter(c -> TALKING.contains(c.phase()))
                .isPresent();
    }

    /** Once a second: whose login is over has no phone in the browser either. */
    void tick() {
        holders.endWithout(sessions::isOpen).forEach(phones::end);
    }

    /** Where the page that asks may connect to beside ourselves; empty: nowhere. */
    Optional<String> source(Request request) {
        return switch (address.of(request)) {
            case PhoneAddress.Where.At(String url) -> Optional.of(url);
            case PhoneAddress.Where.Nowhere _ -> Optional.empty();
        };
    }
}
