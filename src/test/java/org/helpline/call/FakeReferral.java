package org.helpline.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.sip.Referral;

/** A transfer that a fake phone asks for; what the house says of it is written down as the phone would see it. */
public final class FakeReferral implements Referral {

    private final String target;
    private final Optional<Replaced> replaced;
    private final List<String> said = new ArrayList<>();

    FakeReferral(String target, Optional<Replaced> replaced) {
        this.target = target;
        this.replaced = replaced;
    }

    /** {@code 202}, then {@code NOTIFY 180}, at last {@code NOTIFY 200 over}; or a refusal. */
    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Optional<Replaced> replaced() {
        return replaced;
    }

    @Override
    public void refuse(int status, String reason) {
        said.add(status + " " + reason);
    }

    @Override
    public void accept() {
        said.add("202");
    }

    @Override
    public void progress(int status, String reason) {
        said.add("NOTIFY " + status);
    }

    @Override
    public void end(int status, String reason) {
        said.add("NOTIFY " + status + " over");
    }
}
