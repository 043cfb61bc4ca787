package org.helpline.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.config.CallbackSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.Callbacks.Booking;
import org.helpline.interaction.Callbacks.Wanted;

/**
 * The page on which anybody asks to be called, without a log-in; there is none unless the settings say so. It tells nobody
 * whether a number was promised a call before. Whoever fills in what people cannot see, sends sooner than people can type, or
 * sends a page that is not ours, is no person. Confined to the desk's loop.
 */
final class FormDoor {

    private static final Duration SOONEST = Duration.ofSeconds(3);
    private static final Duration LATEST = Duration.ofHours(2);
    private static final int KEY_BYTES = 32;
    private static final String HASH = "HmacSHA256";

    private final Callbacks callbacks;
    private final Pages pages;
    private final Clock clock;
    private final Executor loop;
    private final FormRate rate;
    private final ZoneId zone;
    private final byte[] key = new byte[KEY_BYTES];

    /** {@code zone} is that of the times that people write. */
    FormDoor(Callbacks callbacks, Pages pages, Clock clock, SecureRandom random, Executor loop, ZoneId zone) {
        this.callbacks = callbacks;
        this.pages = pages;
        this.clock = clock;
        this.loop = loop;
        this.rate = new FormRate(clock);
        this.zone = zone;
        random.nextBytes(key);
    }

    /** The page, or what came of it; empty where the settings have none. */
    Optional<CompletionStage<Reply>> answer(Request request) {
        return callbacks.form().map(form -> {
            if (request.method().equals("GET")) {
                String wanted = request.query("language");
                return now(
                        Words.LANGUAGES.contains(wanted)
                                ? Reply.seeOther("/callback").with("set-cookie", LanguageChoice.cookie(wanted))
                                : page(200, "", "", ""));
            }
            return sent(request, form);
        });
    }

    private CompletionStage<Reply> sent(Request request, CallbackSettings.Form form) {
        if (!rate.allows(request.client(), form)) {
            return now(again(429, request, "Too many asked for a call just now. Please try again later."));
        }
        if (!request.field("website").isEmpty()) {
            return now(thanks()); // a program fills in everything: let it believe that it did well
        }
        Optional<Duration> age = age(request.field("token"));
        if (age.isEmpty() || age.get().compareTo(SOONEST) < 0 || age.get().compareTo(LATEST) > 0) {
            return now(again(400, request, "This page is too old, or was sent too soon. Please send it again."));
        }
        Optional<Optional<CallbackWindow>> window = window(request);
        if (window.isEmpty()) {
            return now(again(400, request, "Please give a day that is to come, and a time from and until."));
        }
        return callbacks
                .book(new Wanted(
                        form.queue(),
                        new Personal(cut(request.field("number"), 31)),
                        new Personal(cut(request.field("name"), 100)),
                        new Personal(cut(request.field("note"), 500)),
                        window.get(),
                        "form",
                        Words.language(request)))
                .thenApplyAsync(
                        booking -> switch (booking) {
                            case Booking.Taken _ -> {
                                rate.booked();
                                yield thanks();
                            }
                            case Booking.There _ -> thanks(); // whether somebody was promised a call is theirs to know
                            case Booking.Refused _ -> again(409, request, "We cannot call this number.");
                        },
                        loop);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** Empty inside: as soon as possible; empty outside: what was written is no time. */
    private Optional<Optional<CallbackWindow>> window(Request request) {
        String day = request.field("day");
        String from = request.field("from");
        String until = request.field("until");
        if (day.isEmpty() && from.isEmpty() && until.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        try {
            LocalDate on = day.isEmpty() ? clock.now().atZone(zone).toLocalDate() : LocalDate.parse(day);
            Instant begins = at(on, from.isEmpty() ? "00:00" : from);
            Instant ends = until.isEmpty() ? at(on.plusDays(1), "00:00") : at(on, until);
            boolean comes =
                    ends.isAfter(clock.now()) && begins.isBefore(clock.now().plus(Duration.ofDays(60)));
            return comes && ends.isAfter(begins)
                    ? Optional.of(Optional.of(new CallbackWindow(begins, ends)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    private Reply again(int status, Request request, String problem) {
        return page(status, cut(request.field("number"), 31), cut(request.field("name"), 100), problem);
    }

    private Reply page(int status, String number, String name, String problem) {
        return Reply.html(
                status,
                pages.page(
                        "callback.html",
                        Map.of(
                                "number", number, "name", name, "problem", problem, "token", token(), "sent", "hidden",
                                "asks", "")));
    }

    private Reply thanks() {
        return Reply.html(
                200,
                pages.page(
                        "callback.html",
                        Map.of("number", "", "name", "", "problem", "", "token", "", "sent", "", "asks", "hidden")));
    }

    // ---- the token: when the page was made, signed

    private String token() {
        String made = Long.toString(clock.now().toEpochMilli());
        return made + "." + signature(made);
    }

    /** How old a page of ours is; empty if it is none. */
    private Optional<Duration> age(String token) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 16 || !token.substring(0, dot).matches("[0-9]+")) {
            return Optional.empty();
        }
        String made = token.substring(0, dot);
        boolean ours = MessageDigest.isEqual(
                signature(made).getBytes(StandardCharsets.UTF_8),
                token.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return ours
                ? Optional.of(Duration.between(Instant.ofEpochMilli(Long.parseLong(made)), clock.now()))
                : Optional.empty();
    }

    private String signature(String made) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(key, HASH));
            return HexFormat.of().formatHex(mac.doFinal(made.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HASH, e);
        }
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
