package org.helpline.app;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.helpline.interaction.NoticeBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notices as desks and phones switch them. Any thread. */
final class NoticeSwitch implements NoticeBoard {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSwitch.class);

    private final Notices notices;
    private final Supplier<Set<String>> known;

    NoticeSwitch(Notices notices, Supplier<Set<String>> known) {
        this.notices = notices;
        this.known = known;
    }

    @Override
    public SortedMap<String, Boolean> notices() {
        SortedMap<String, Boolean> all = new TreeMap<>();
        known.get().forEach(name -> all.put(name, notices.test(name)));
        return all;
    }

    @Override
    public Optional<String> set(String name, boolean on, String by) {
        if (!known.get().contains(name)) {
            return Optional.of("No script has this notice.");
        }
        try {
            notices.set(name, on);
            LOG.info("notice={} is {} by {}", name, on ? "on" : "off", by);
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("notice={} cannot be kept: {}", name, e.toString());
            return Optional.of("It could not be kept; see the server's log.");
        }
    }
}
