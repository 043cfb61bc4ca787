package org.helpline.app;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.access.AuditLine.Act;
import org.helpline.admin.ControlServer;
import org.helpline.admin.ExitCode;
import org.helpline.core.Personal;

/** Tells the audit log which commands changed something, with callers' ids in place of their numbers. Any thread. */
record CommandsSeen(Consumer<Act> audit, Function<Personal, Optional<String>> ids) implements ControlServer.Witness {

    /** Commands that only show; every other is told. A test holds each command of the server to be in one place or the other. */
    static final Set<String> ONLY_SHOW =
            Set.of("audit", "calls", "config", "explain", "look-up", "past", "report", "sip", "status");

    /** Words after a command with which it only shows. */
    private static final Set<String> SHOWING =
            Set.of("", "list", "past", "show", "versions", "check", "dead", "history");

    private static final String NUMBER = "(sips?:|tel:)?\\+?[0-9][0-9 ()/.-]{4,}(@.*)?";

    /** An interaction's name whose six drawn symbols are digits by chance: more digits than any number has (E.164 §6.2.1: 15), a prefix with it. */
    private static final String CALL = "[0-9]{8}-[0-9]{6}-[0-9]{6}(-[0-9]+)?";

    private static final String ADDRESS = "[0-9]{1,3}([.][0-9]{1,3}){3}(/[0-9]+)?";

    @Override
    public void saw(String user, List<String> args, ExitCode exit) {
        String word = args.size() > 1 ? args.get(1) : "";
        boolean changesByItself = CHANGE_BARE.contains(args.getFirst());
        if (ONLY_SHOW.contains(args.getFirst()) || (SHOWING.contains(word) && !changesByItself)) {
            return;
        }
        audit.accept(new Act(
                "os:" + user,
                "command",
                args.getFirst(),
                args.stream()
                        .skip(1)
                        .map(w -> args.getFirst().equals("bans") && w.matches(ADDRESS) ? w : withoutNumber(w))
                        .collect(Collectors.joining(" ")),
                exit == ExitCode.FINE ? "done" : "refused"));
    }

    /** Commands that change something without another word. */
    static final Set<String> CHANGE_BARE = Set.of("drain", "reload", "password", "forget", "pin", "backup");

    /** A number, in whatever form it is dialled, becomes the caller's id: the log outlives the forgetting of a caller. */
    private String withoutNumber(String word) {
        return word.matches(NUMBER) && !word.matches(CALL)
                ? ids.apply(new Personal(word)).map(id -> "caller:" + id).orElse("(number)")
                : word;
    }
}
