package org.helpline.call;

import java.util.List;
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

    /**
     * For a phone that we call. By several trunks there is one offer for all of them, so the strictest counts; and an agent's own rule if
     * that is stricter still.
     *
     * @param byTrunks the trunks that lead to it, in order (none named: any); empty: it is reached directly
     */
    MediaSecurity ofPhone(AgentId agent, Optional<List<String>> byTrunks) {
        MediaSecurity own = Optional.ofNullable(agents.get(agent))
                .map(srtp -> new MediaSecurity(srtp, usual.suites()))
                .orElse(usual);
        return byTrunks.map(names -> strictest(names, own)).orElse(own);
    }

    private MediaSecurity strictest(List<String> names, MediaSecurity own) {
        List<MediaSecurity> all = names.isEmpty()
                ? List.copyOf(trunks.values())
                : names.stream().map(trunks::get).filter(t -> t != null).toList();
        Optional<MediaSecurity> required =
                all.stream().filter(t -> t.srtp() == Srtp.REQUIRED).findFirst();
        boolean ownCounts = own.srtp() == Srtp.REQUIRED && own != usual;
        return required.orElseGet(() -> ownCounts || all.isEmpty() ? own : all.getFirst());
    }
}
