package org.helpline.sip.trunk;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sip.address.URI;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.Invites;
import org.helpline.sip.dialog.Onward;

/** What calls out ask of the trunks as they are in force. Any SIP loop. */
public record LiveWays(LiveTrunks live, Targets reach, RandomGenerator random) implements WaysOut {

    @Override
    public List<TrunkSettings> trunks() {
        return live.settings().trunks();
    }

    @Override
    public Optional<String> unusable(String trunk) {
        return reach.unusable(trunk);
    }

    @Override
    public List<Target> targets(String trunk) {
        return reach.of(trunk);
    }

    @Override
    public void failed(Target target, String why) {
        reach.failed(target, why);
    }

    @Override
    public void answered(Target target) {
        reach.answered(target);
    }

    @Override
    public Leave out(String trunk, String number) {
        return switch (live.allowances().out(trunk, number)) {
            case Allowances.Answer.Granted(Allowances.Permit permit) -> new Granted(permit::release);
            case Allowances.Answer.Refused(int status, int _, String sentence) -> new Barred(status, sentence);
        };
    }

    @Override
    public Optional<Onward> onward(String trunk, String number) {
        return SendingOn.to(live, trunk, number);
    }

    @Override
    public boolean joins(String trunk, String number) {
        return SendingOn.joins(live, trunk, number);
    }

    @Override
    public boolean allows(TrunkSettings trunk, String number) {
        return trunk.enabled() && live.allowances().barred(trunk, number).isEmpty();
    }

    @Override
    public String outward(TrunkSettings trunk, String number) {
        return NumberForms.outward(trunk.numbers(), number);
    }

    @Override
    public String written(TrunkSettings trunk, String number) {
        return NumberForms.written(trunk.numbers(), number);
    }

    @Override
    public Optional<String> inward(TrunkSettings trunk, URI uri) {
        return Optional.of(NumberForms.inward(trunk.numbers(), Invites.user(uri)))
                .filter(number -> !number.isEmpty());
    }

    @Override
    public Optional<ClientDigest> login(TrunkSettings trunk) {
        return trunk.login().map(login -> new ClientDigest(trunk.name(), login, random));
    }
}
