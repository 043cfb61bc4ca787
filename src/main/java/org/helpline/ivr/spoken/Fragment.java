package org.helpline.ivr.spoken;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A word or two that a voice talent records once and many values share.
 *
 * @param id the recording's base name, {@code prompts/LANGUAGE/ID.wav}: a kind, {@code @}, and which one with its inflection, for
 *     example {@code number@20}, {@code number@2.f}, {@code month@11.gen}; within a language it always has the same text
 * @param text what is said
 */
public record Fragment(String id, String text) {

    /** The whole as text: the fragments with a space between. */
    public static String joined(List<Fragment> fragments) {
        return fragments.stream().map(Fragment::text).collect(Collectors.joining(" "));
    }

    /** What stands before the {@code @}: number, ordinal, digit, month … It tells nothing of the value. */
    public String kind() {
        int at = id.indexOf('@');
        return at < 0 ? id : id.substring(0, at);
    }
}
