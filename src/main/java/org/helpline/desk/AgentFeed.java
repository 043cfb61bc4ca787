package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Published;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Snapshot;
import tools.jackson.databind.node.ObjectNode;

/**
 * The numbered events of one agent and the pages that read them. Every event carries the whole view after it, so a page
 * replaces what it shows and cannot drift; the number tells it what it has seen. Confined to the desk's loop.
 */
final class AgentFeed {

    private static final int KEPT_EVENTS = 256;
    /** A snapshot this soon after a fact may still be older than the fact. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final AgentId agent;
    private final DeskPort port;
    private final String epoch;
    private final EventRing ring = new EventRing(KEPT_EVENTS);
    private final Set<Consumer<String>> pages = new LinkedHashSet<>();
    private Snapshot shown;
    private CallMemo memo;
    private Instant lastFact = Instant.EPOCH;

    /** Begins with what the house shows now. {@code epoch} tells this feed's numbers from those of any other run or login. */
    AgentFeed(AgentId agent, DeskPort port, String epoch) {
        this.agent = agent;
        this.port = port;
        this.epoch = epoch;
        this.shown = port.snapshot(agent);
        this.memo = CallMemo.NONE.see(shown);
    }

    /** The interaction in hand; empty when there is none. */
    Optional<String> interaction() {
        return shown.call().map(c -> c.interaction().value());
    }

    /** Takes a fact about this agent or the agent's call and tells the pages. */
    void on(Published published) {
        lastFact = published.at();
        shown = Overlay.apply(port.snapshot(agent), published);
        memo = memo.see(shown).hear(published);
        emit(Notices.type(published.fact()), Notices.sentence(published.fact(), agent));
    }

    /** Compares with the house and tells the pages what no fact told. */
    void heal(Instant now) {
        if (Duration.between(lastFact, now).compareTo(SETTLING) < 0) {
            return;
        }
        Snapshot real = port.snapshot(agent);
        if (!real.equals(shown)) {
            shown = real;
            memo = memo.see(shown);
            emit("changed", "");
        }
    }

    /**
     * Adds a page. It gets what it missed since {@code after} ({@code EPOCH-NUMBER} of the last event it saw), or the view
     * with the newest number where that is unknown or too long ago; and then every event once.
     */
    void attach(Consumer<String> page, String after) {
        Optional<List<EventRing.Event>> missed = numberOf(after).flatMap(ring::after);
        if (missed.isPresent()) {
            missed.orElseThrow().forEach(e -> page.accept(e.text()));
        } else {
            page.accept(message(ring.newest(), "view", ""));
        }
        pages.add(page);
    }

    void detach(Consumer<String> page) {
        pages.remove(page);
    }

    private void emit(String type, String notice) {
        EventRing.Event event = ring.add(message(ring.next(), type, notice));
        List.copyOf(pages).forEach(p -> p.accept(event.text()));
    }

    private String message(long number, String type, String notice) {
        ObjectNode message = DeskJson.object()
                .put("id", epoch + "-" + number)
                .put("type", type)
                .put("notice", notice);
        message.set("view", DeskJson.view(shown, memo, port::after));
        return DeskJson.text(message);
    }

    private Optional<Long> numberOf(String id) {
        String prefix = epoch + "-";
        boolean isOurs = id.startsWith(prefix) && id.substring(prefix.length()).matches("[0-9]{1,18}");
        return isOurs ? Optional.of(Long.parseLong(id.substring(prefix.length()))) : Optional.empty();
    }
}
