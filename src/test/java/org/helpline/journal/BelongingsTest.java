package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.helpline.journal.Belongings.Folder;
import org.helpline.journal.Belongings.Way;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BelongingsTest {

    /** Whoever made a backup up does not write outside the folders that it may fill. */
    @ParameterizedTest
    @CsvSource({
        "voicemail/support/a.wav, support/a.wav",
        "voicemail/a.wav, a.wav",
        "voicemail/../accounts.json, ''",
        "voicemail/support/../../accounts.json, ''",
        "voicemail/..\\accounts.json, ''",
        "voicemail/./a.wav, ''",
        "voicemail//etc/passwd, ''",
        "voicemail/, ''",
        "voicemails/a.wav, ''",
        "/etc/passwd, ''",
    })
    void aNameInABackupLeadsIntoItsFolderOrNowhere(String item, String within) {
        Folder folder = new Folder("voicemail/", Path.of("data/voicemail"), Way.REPLACED);
        assertThat(folder.within(item).map(Path::toString).orElse("")).isEqualTo(within);
    }
}
