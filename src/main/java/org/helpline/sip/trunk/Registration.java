package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Timers;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.transaction.ClientTransaction;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.trunk.RegistrationMachine.Effect;
import org.helpline.sip.trunk.RegistrationMachine.Event;
import org.helpline.sip.trunk.RegistrationMachine.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our registration with one trunk: carries out {@link RegistrationMachine}. Confined to the edge loop. */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    /** How long an answer is waited for while another machine could be asked, and from the last one, in the first round and later. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final Duration LATER = Duration.ofSeconds(6);
    private static final Duration LAST_SOON = Duration.ofSeconds(10);
    private static final Duration LAST_LATER = Duration.ofSeconds(32);
    /** A registrar may want a longer time that often before it has said what it wants. */
    private static final int MOST_TOO_BRIEF = 3;

    private static final Duration LONGEST_EXPIRES = Duration.ofDays(1);

    private final Around around;
    private final String trunk;
    private final TrunkSettings.Login login;
    private final Machines machines;
    private final ClientDigest digest;
    private final String callId;
    private final String tag;
    private final Set<Destination> tried = new HashSet<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private State state = new State.Resting();
    private TrunkStatus.Registration how = TrunkStatus.Registration.ASKING;
    private String why = "";
    private Instant since;
    private Instant until = Instant.EPOCH;
    private Optional<String> seenAs = Optional.empty();
    private Duration asked;
    private Duration retryAfter = Duration.ZERO;
    private int tooBrief;
    private long cseq;
    /** The Contact that is registered, or may be. */
    private String contact = "";

    private @Nullable Target at;
    private @Nullable Target digestFor;
    private @Nullable Asking out;
    private Flow.@Nullable Watch watch;
    private Timers.@Nullable Timer wake;
    private @Nullable Runnable gone;

    /** The trunk's machines, and who hears of them. */
    interface Machines {

        /** In the order in which they are to be asked. */
        List<Target> now();

        /** The machine answered, or could not be reached. */
        void answered(Target target);

        void failed(Target target, String how);

        /** The registration stands otherwise than before. */
        void changed();
    }

    Registration(Around around, String trunk, TrunkSettings.Login login, Machines machines) {
        this.around = around;
        this.trunk = trunk;
        this.login = login;
        this.machines = machines;
        this.digest = new ClientDigest(trunk, login, around.random());
        this.callId = around.transactions().newCallId();
        this.tag = around.tag();
        this.asked = login.expires();
        this.since = now();
    }

    /** Begins after that time, or with {@link #machinesThere}. */
    void start(Duration delay) {
        wakeAfter(delay);
    }

    /** There are machines, or one answers again: a registration that waits is tried at once. */
    void machinesThere() {
        boolean waits = state instanceof State.Waiting;
        if (waits) {
            on(new Event.MachinesThere());
        }
    }

    /** The machine is dead, or is none of the trunk's any more. */
    void lost(Target target, String how) {
        if (isAt(target)) {
            on(new Event.Lost("its machine " + target.where() + " is lost: " + how));
        }
    }

    /** Unregisters; {@code done} is told when that is answered, or not in time. */
    void leave(Runnable done) {
        gone = done;
        on(new Event.Leave());
    }

    /** Our address may be another one now: a registration that names the one before is renewed at once. */
    void addressChanged() {
        Target home = at;
        if (home != null
                && state instanceof State.Registered
                && !contactAt(around.transactions().flowTo(home.to())).equals(contact)) {
            on(new Event.Due());
        }
    }

    private String contactAt(Flow flow) {
        return TrunkRequests.contact(login, flow);
    }

    boolean isAt(Target target) {
        return at != null && at.to().equals(target.to());
    }

    Optional<Target> at() {
        return Optional.ofNullable(at);
    }

    TrunkStatus.Registration how() {
        return how;
    }

    String why() {
        return why;
    }

    Instant since() {
        return since;
    }

    Instant until() {
        return until;
    }

    Optional<String> seenAs() {
        return seenAs;
    }

    private void on(Event event) {
        around.transactions().loop().assertInside();
        RegistrationMachine.Step step = RegistrationMachine.on(state, event);
        boolean moved = !step.next().equals(state);
        state = step.next();
        if (moved || !step.effects().isEmpty()) {
            cancelWake();
        }
        step.effects().forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.AskFirst(boolean sameFirst) -> askFirst(sameFirst);
            case Effect.AskNext _ -> askNext(machines.now());
            case Effect.AskLonger(Duration least) -> {
                asked = least;
                if (out != null) {
                    ask(out.target);
                }
            }
            case Effect.Wake(Duration after, double spread) -> {
                double factor = 1 + spread * (2 * around.random().nextDouble() - 1);
                wakeAfter(Duration.ofNanos((long) (after.toNanos() * factor)));
            }
            case Effect.SayGoodbye _ -> sayGoodbye();
            case Effect.End _ -> end();
            case Effect.Tell(TrunkStatus.Registration now, String because) -> tell(now, because);
        }
    }

    private void askFirst(boolean sameFirst) {
        tried.clear();
        faults.clear();
        tooBrief = 0;
        retryAfter = Duration.ZERO;
        List<Target> all = machines.now();
        Target last = at;
        if (sameFirst && last != null && all.stream().anyMatch(t -> t.to().equals(last.to()))) {
            ask(last);
        } else {
            askNext(all);
        }
    }

    private void askNext(List<Target> all) {
        Optional<Target> next =
                all.stream().filter(t -> !tried.contains(t.to())).findFirst();
        if (next.isPresent()) {
            ask(next.get());
            return;
        }
        String each = faults.isEmpty()
                ? "no machine of it is known"
                : faults.entrySet().stream()
                        .map(f -> f.getKey() + ": " + f.getValue())
                        .collect(Collectors.joining("; "));
        on(new Event.NoneLeft(each, retryAfter));
    }

    private void ask(Target target) {
        tried.add(target.to());
        send(target, asked);
    }

    private void sayGoodbye() {
        if (at == null) {
            on(new Event.Due());
        } else {
            send(at, Duration.ZERO);
        }
    }

    private void send(Target target, Duration expires) {
        if (out != null) {
            out.abandon();
        }
        if (digestFor == null || !digestFor.to().equals(target.to())) {
            digest.forget();
            digestFor = target;
        }
        Asking asking = new Asking(target, expires);
        out = asking;
        asking.send(digest.lines("REGISTER", TrunkRequests.registrar(login)));
    }

    private void registered(Target target, Flow flow, Duration granted) {
        boolean news = how != TrunkStatus.Registration.REGISTERED || !isAt(target);
        at = target;
        until = now().plus(granted);
        if (watch != null) {
            watch.cancel();
        }
        watch = flow.isReliable() ? flow.onClose(around.transactions().loop(), () -> connectionLost(target)) : null;
        if (news) {
            LOG.info(
                    "trunk={} registered as {} at {} for {} s",
                    trunk,
                    login.user(),
                    target.where(),
                    granted.toSeconds());
        }
    }

    private void connectionLost(Target target) {
        if (isAt(target)) {
            on(new Event.Lost("the connection to " + target.where() + " is lost"));
        }
    }

    private void tell(TrunkStatus.Registration now, String because) {
        boolean same = now == how && because.equals(why);
        if (now != TrunkStatus.Registration.REGISTERED) {
            at = null;
            if (!same && !because.isEmpty()) {
                log(now, because);
            }
        }
        if (!same) {
            how = now;
            why = because;
            since = now();
        }
        machines.changed();
    }

    private void log(TrunkStatus.Registration now, String because) {
        switch (now) {
            case REFUSED -> LOG.error("trunk={} {} Tried again in an hour.", trunk, because);
            case FAILING -> LOG.warn("trunk={} not registered: {}; tried again and again", trunk, because);
            case ASKING, NONE, REGISTERED -> LOG.info("trunk={} registers anew: {}", trunk, because);
        }
    }

    private void wakeAfter(Duration delay) {
        cancelWake();
        wake = around.transactions().loop().timers().after(delay, () -> on(new Event.Due()));
    }

    private void cancelWake() {
        if (wake != null) {
            wake.cancel();
            wake = null;
        }
    }

    private void end() {
        if (out != null) {
            out.abandon();
        }
        if (watch != null) {
            watch.cancel();
        }
        at = null;
        Runnable told = gone;
        gone = null;
        if (told != null) {
            told.run();
        }
    }

    private Instant now() {
        return around.transactions().loop().clock().now();
    }

    private Duration patience(Target target) {
        boolean last = machines.now().stream().allMatch(t -> tried.contains(t.to()) || t.to().equals(target.to()));
        boolean first = !(state instanceof State.Asking asking) || asking.rounds() == 0;
        return last ? (first ? LAST_SOON : LAST_LATER) : (first ? SOON : LATER);
    }

    /** One REGISTER to one machine, with its challenges. */
    private final class Asking implements ClientUser {
        private final Target target;
        private final Duration expires;
        private boolean over;
        private String sentContact = "";
        private @Nullable Flow flow;
        private @Nullable ClientTransaction transaction;
        private Timers.@Nullable Timer patience;

        Asking(Target target, Duration expires) {
            this.target = target;
            this.expires = expires;
        }

        void send(List<String> credentials) {
            patience = around.transactions().loop().timers().after(patience(target), this::silent);
            put(credentials);
        }

        private void put(List<String> credentials) {
            Flow path = around.transactions().flowTo(target.to());
            flow = path;
            cseq++;
            sentContact = contactAt(path);
            SIPRequest register = TrunkRequests.register(
                    login, sentContact, new TrunkRequests.Row(callId, tag, cseq), expires, credentials);
            if (!contact.isEmpty() && !contact.equals(sentContact)) {
                // else calls would still go there, too: RFC 3261 §10.2.2
                register.addHeader(Headers.of("Contact: <" + contact + ">;expires=0"));
            }
            ClientTransaction sent = around.transactions().send(register, target.to(), this);
            transaction = sent;
            if (over) {
                sent.abandon();
            }
        }

        void abandon() {
            finish();
            if (transaction != null) {
                transaction.abandon();
            }
        }

        private void finish() {
            over = true;
            if (patience != null) {
                patience.cancel();
            }
        }

        private void silent() {
            abandon();
            unreachable("no answer to REGISTER");
        }

        private void unreachable(String how) {
            machines.failed(target, how);
            unavailable(how, Duration.ZERO);
        }

        private void unavailable(String how, Duration retry) {
            faults.put(target.where(), how);
            retryAfter = retry.compareTo(retryAfter) > 0 ? retry : retryAfter;
            on(new Event.Unavailable(how, retry));
        }

        @Override
        public void onFailed(String how) {
            if (!over) {
                finish();
                unreachable(ClientUser.reason(how, "no connection to it, or it does not answer"));
            }
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            if (over || status < 200) {
                return;
            }
            seenAs = Granted.seenAs(response).or(() -> seenAs);
            Flow path = flow;
            if (path != null) {
                Granted.from(response)
                        .ifPresent(f -> around.transactions().outer().seen(trunk, path, f.host(), f.port()));
            }
            if (status == 401 || status == 407) {
                challenged(response);
                return;
            }
            finish();
            if (status == 503 || status == 408) {
                machines.failed(target, "it answers REGISTER with " + status);
            } else {
                machines.answered(target);
            }
            answered(response, status);
        }

        private void challenged(SIPResponse response) {
            switch (digest.answer(response, "REGISTER", TrunkRequests.registrar(login))) {
                case ClientDigest.Answer.Again(List<String> lines) -> put(lines);
                case ClientDigest.Answer.GiveUp(boolean password, String sentence) -> {
                    finish();
                    machines.answered(target);
                    digest.forget();
                    if (password) {
                        on(new Event.Refused(sentence));
                    } else {
                        unavailable(sentence, Duration.ZERO);
                    }
                }
            }
        }

        private void answered(SIPResponse response, int status) {
            String reason = CleanText.of(response.getReasonPhrase() == null ? "" : response.getReasonPhrase(), 60);
            if (status < 300) {
                accepted(response);
            } else if (status == 423) {
                tooBrief(response);
            } else if (status == 403 || status == 404) {
                on(new Event.Refused(refusal(status, reason)));
            } else {
                unavailable("it answers REGISTER with " + status + ' ' + reason, Granted.retryAfter(response));
            }
        }

        private void accepted(SIPResponse response) {
            digest.accepted();
            Flow path = flow;
            Duration granted = path == null ? Duration.ZERO : Granted.expires(response, sentContact, expires);
            if (!expires.isZero() && granted.compareTo(Duration.ofSeconds(1)) < 0) {
                unavailable("it accepts REGISTER, but for 0 seconds", Duration.ZERO);
                return;
            }
            contact = expires.isZero() ? "" : sentContact;
            if (path != null && !expires.isZero()) {
                registered(target, path, granted);
            }
            on(new Event.Accepted(granted));
        }

        private void tooBrief(SIPResponse response) {
            Optional<Duration> least =
                    Granted.least(response).filter(l -> l.compareTo(expires) > 0 && l.compareTo(LONGEST_EXPIRES) <= 0);
            tooBrief++;
            if (least.isPresent() && tooBrief <= MOST_TOO_BRIEF) {
                on(new Event.TooBrief(least.get()));
            } else {
                unavailable("it answers REGISTER with 423 and wants no time that we could ask for", Duration.ZERO);
            }
        }

        private String refusal(int status, String reason) {
            return status == 404
                    ? "%s does not know user %s (404 %s): compare user and domain with what the provider gave you."
                            .formatted(trunk, login.user(), reason)
                    : "%s refused user %s (403 %s): the password is wrong, or the account may not register."
                            .formatted(trunk, login.user(), reason);
        }
    }
}
