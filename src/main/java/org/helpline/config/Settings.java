package org.helpline.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that is in force, one record per room.
 *
 * @param data the directory that all writing goes to
 * @param callbacks who may be called back
 * @param tls certificates
 * @param lookUps what scripts may ask of other programs, by name
 * @param trace what is kept of SIP on the wire
 * @param reports what formulas leave open, and which reports are sent
 * @param recordings of conversations
 * @param trunks as they were at the start; they may change while the server runs
 */
public record Settings(
        Path data,
        SipSettings sip,
        MediaSettings media,
        CallSettings calls,
        ScriptSettings scripts,
        SpeechSettings speech,
        AcdSettings acd,
        DeskSettings desk,
        StoreSettings store,
        Map<String, LookUpSettings> lookUps,
        VoicemailSettings voicemail,
        CallbackSettings callbacks,
        TlsSettings tls,
        TrunksSettings trunks,
        TraceSettings trace,
        ReportSettings reports,
        RecordingSettings recordings) {

    /** The same with other phones. */
    public Settings with(SipSettings otherSip) {
        return new Settings(
                data,
                otherSip,
                media,
                calls,
                scripts,
                speech,
                acd,
                desk,
                store,
                lookUps,
                voicemail,
                callbacks,
                tls,
                trunks,
                trace,
                reports,
                recordings);
    }

    /** The same with other trunks. */
    public Settings with(TrunksSettings others) {
        return new Settings(
                data,
                sip,
                media,
                calls,
                scripts,
                speech,
                acd,
                desk,
                store,
                lookUps,
                voicemail,
                callbacks,
                tls,
                others,
                trace,
                reports,
                recordings);
    }

    /** The same with other recordings. */
    public Settings with(RecordingSettings others) {
        return new Settings(
                data, sip, media, calls, scripts, speech, acd, desk, store, lookUps, voicemail, callbacks, tls, trunks,
                trace, reports, others);
    }

    /** The same with other messages and call-backs. */
    public Settings with(VoicemailSettings otherVoicemail, CallbackSettings otherCallbacks) {
        return new Settings(
                data,
                sip,
                media,
                calls,
                scripts,
                speech,
                acd,
                desk,
                store,
                lookUps,
                otherVoicemail,
                otherCallbacks,
                tls,
                trunks,
                trace,
                reports,
                recordings);
    }

    /** The same with other numbers, queues, agents and ways with scripts. */
    public Settings with(CallSettings otherCalls, AcdSettings otherAcd, ScriptSettings otherScripts) {
        return new Settings(
                data,
                sip,
                media,
                otherCalls,
                otherScripts,
                speech,
                otherAcd,
                desk,
                store,
                lookUps,
                voicemail,
                callbacks,
                tls,
                trunks,
                trace,
                reports,
                recordings);
    }
}
