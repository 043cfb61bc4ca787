package org.helpline.interaction;

import java.util.Map;
import java.util.Objects;

/** What a {@link TrialCall} says. */
@SuppressWarnings("ImmutableEnumChecker") // Map.of
enum TrialWords {
    GREETING(
            "test-call",
            "Speak after the tone. After four seconds you hear what you said.",
            "Sesten sonra konuşun. Dört saniye sonra söylediklerinizi duyarsınız.",
            "Говорите после сигнала. Через четыре секунды вы услышите, что сказали.",
            "Bicaralah setelah nada. Setelah empat detik Anda mendengar yang Anda katakan."),
    HEARD(
            "test-call-heard",
            "So you are heard. Goodbye.",
            "Böyle duyuluyorsunuz. Hoşça kalın.",
            "Так вас слышат. До свидания.",
            "Begitulah Anda terdengar. Sampai jumpa."),
    QUIET(
            "test-call-quiet",
            "You are heard, but quietly. Turn your microphone up. Goodbye.",
            "Duyuluyorsunuz, ama sesiniz az. Mikrofonunuzu açın. Hoşça kalın.",
            "Вас слышно, но тихо. Прибавьте громкость микрофона. До свидания.",
            "Anda terdengar, tetapi pelan. Keraskan mikrofon Anda. Sampai jumpa."),
    NOTHING(
            "test-call-nothing",
            "We have heard nothing. Look after your microphone. Goodbye.",
            "Hiçbir şey duymadık. Mikrofonunuza bakın. Hoşça kalın.",
            "Мы ничего не услышали. Проверьте микрофон. До свидания.",
            "Kami tidak mendengar apa pun. Periksa mikrofon Anda. Sampai jumpa.");

    private static final String ENGLISH = "en";

    private final String recording;
    private final Map<String, String> texts;

    TrialWords(String recording, String english, String turkish, String russian, String indonesian) {
        this.recording = recording;
        this.texts = Map.of(ENGLISH, english, "tr", turkish, "ru", russian, "id", indonesian);
    }

    /** The file that is heard instead, beside the music, without its ending. */
    String recording() {
        return recording;
    }

    /** {@code wanted}, or English where it is not spoken here. */
    String language(String wanted) {
        return texts.containsKey(wanted) ? wanted : ENGLISH;
    }

    String in(String language) {
        return Objects.requireNonNull(texts.get(language(language)));
    }
}
