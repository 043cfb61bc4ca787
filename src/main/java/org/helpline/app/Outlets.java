package org.helpline.app;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.helpline.access.AuditLog;
import org.helpline.access.Tokens;
import org.helpline.admin.ControlCommand;
import org.helpline.config.EventSettings;
import org.helpline.desk.Custody;
import org.helpline.desk.DeskAccess;
import org.helpline.journal.CallRecords;
import org.helpline.journal.EventTail;

/**
 * What other programs get of the house, and who did what in it.
 *
 * @param hooks the programs that are called
 */
record Outlets(EventSettings settings, EventTail tail, HookShelf shelf, Webhooks hooks, AuditLog audit, Tokens tokens) {

    private static final Duration EXPIRY_LOOK = Duration.ofHours(1);

    /** Blocks until the tokens are read. */
    static Outlets of(Groundwork ground, EventSettings settings, Tools tools) {
        EventTail tail = new EventTail(ground.store());
        HookShelf shelf = new HookShelf(ground.store());
        Webhooks hooks = new Webhooks(settings.hooks(), tail, shelf, tools.clock());
        Tokens tokens = new Tokens(ground.store(), tools.clock(), tools.random());
        tokens.load().toCompletableFuture().join();
        return new Outlets(settings, tail, shelf, hooks, new AuditLog(ground.store(), tools.clock()), tokens);
    }

    /** What the desk's server gives programs. */
    DeskAccess access(CallRecords records, Acquaintance acquaintance) {
        return new DeskAccess(
                audit::write,
                tokens::find,
                new ApiRecords(records, acquaintance.customers()),
                new ApiTail(tail, settings.keep()),
                Optional.of(new Custody(tokens, audit)));
    }

    /** The operators' side. */
    List<ControlCommand> commands(Tools tools) {
        return List.of(
                TokensCommand.of(tokens),
                WebhooksCommand.of(hooks::all, shelf, tools.clock()),
                AuditCommand.of(audit, ZoneId.systemDefault()));
    }

    /** From now on programs are called, and events that were kept long enough go. */
    void keep(Tools tools) {
        hooks.open();
        tools.opened().add(hooks);
        tools.opened()
                .add(Housekeeping.every(
                        EXPIRY_LOOK,
                        "old events",
                        () -> tail.expire(tools.clock().now().minus(settings.keep()))));
    }
}
