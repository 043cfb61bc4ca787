package org.helpline.config;

import java.nio.file.Path;

/**
 * Everything that is in force, one record per room.
 *
 * @param data the directory that all writing goes to
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
        StoreSettings store) {}
