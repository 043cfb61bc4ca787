package org.helpline.call;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Settings;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.config.TrunksSettings;
import org.helpline.core.AgentId;

/**
 * How the sound of each peer is kept secret: a trunk's as the trunk says, an agent's phone as the agent's section says, all else as the server
 * does. A value.
 *
 * @param usual the server's
 * @param trunks by name
 */
public record SoundSecurity(MediaSecurity usual, Map<AgentId, Srtp> agents, Map<String, MediaSecurity> trunks) {

    public SoundSecurity {
        agents = Map.copyOf(agents);
        trunks = Map.copyOf(trunks);
    }

    /** As these settings say; {@code live}: the trunks as they are now. */
    public static SoundSecurity of(Settings settings, TrunksSettings live) {
        Map<AgentId, Srtp> agents = settings.acd().agents().stream()
                .filter(a -> a.srtp().isPresent())
                .collect(Collectors.toMap(AgentSettings::id, a -> a.srtp().orElseThrow()));
        Map<String, MediaSecurity> trunks =
                live.enabled().stream().collect(Collectors.toMap(TrunkSettings::name, TrunkSettings::media));
        return new SoundSecurity(settings.media().security(), agents, trunks);
    }

    /** The same for all. */
    static SoundSecurity same(MediaSecurity all) {
        return new SoundSecurity(all, Map.of(), Map.of());
    }

    /** For a call that came in. */
    MediaSecurity ofArrival(Optional<String> trunk) {
        return trunk.map(trunks::get).orElse(usual);
    }

    /** For a phone that we call directly. */
    MediaSecurity ofPhone(AgentId agent) {
        return Optional.ofNullable(agents.get(agent))
                .map(srtp -> new MediaSecurity(srtp, usual.suites()))
                .orElse(usual);
    }

    /** For a phone that we call by a trunk, whose rule is {@code its}; an agent's own counts where it is stricter. */
    MediaSecurity byTrunk(AgentId agent, MediaSecurity its) {
        boolean stricter = agents.get(agent) == Srtp.REQUIRED && its.srtp() != Srtp.REQUIRED;
        return stricter ? ofPhone(agent) : its;
    }
}
