package org.helpline.sip.doctor;

import java.util.List;

/** Looks at a capture, or at the trace of a call, with every rule there is. Pure; any thread. */
public final class Doctor {

    private Doctor() {}

    /** What is wrong, the weightiest first; remarks come last. */
    public static List<Finding> examine(Capture capture) {
        Findings findings = new Findings();
        List<Dialogue> dialogues = Dialogue.of(capture.messages());
        for (Dialogue dialogue : dialogues) {
            findings.about(dialogue.callId());
            WireRules.examine(capture, dialogue, findings);
            RefusalRules.examine(dialogue, findings);
            LoginRules.examine(capture, dialogue, findings);
            CallRules.examine(capture, dialogue, findings);
            WithinRules.examine(dialogue, findings);
            AddressRules.examine(capture, dialogue, findings);
            OfferRules.examine(dialogue, findings);
            SoundRules.examine(capture, dialogue, findings);
        }
        findings.about("");
        WireRules.examine(capture, findings);
        return findings.inOrder();
    }
}
