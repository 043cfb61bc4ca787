package org.helpline.app.stage;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.helpline.ivr.model.PhoneBook;

/** The phones of those whom a script rings. One thread. */
final class StagePhones implements AutoCloseable {

    private final Map<String, StagePhone> byUser = new TreeMap<>();
    private final House house;

    /** Opens one for each of these. */
    StagePhones(Collection<String> users, House house) throws IOException {
        this.house = house;
        for (String user : users) {
            byUser.put(user, new StagePhone(user, house.sip(), house.clock()));
        }
    }

    /** Has them registered. */
    void register() throws IOException {
        for (StagePhone phone : byUser.values()) {
            phone.register(house.secret().value());
        }
    }

    /** Whether somebody has one. */
    boolean has(PhoneBook.Reach who) {
        return byUser.containsKey(Replies.user(who));
    }

    /** That of somebody who was rung. */
    StagePhone of(PhoneBook.Reach who) {
        return Objects.requireNonNull(byUser.get(Replies.user(who)));
    }

    void hangUp() throws IOException {
        for (StagePhone phone : byUser.values()) {
            phone.hangUp();
        }
    }

    @Override
    public void close() {
        byUser.values().forEach(StagePhone::close);
    }
}
