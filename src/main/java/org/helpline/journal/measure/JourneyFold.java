package org.helpline.journal.measure;

import org.helpline.core.CallFact;
import org.helpline.core.ScriptFact;
import org.helpline.journal.FactRow;

/** The caller's effort in one call. */
final class JourneyFold {

    private final String call;
    private long keys;
    private long choices;
    private long repeats;
    private long transfers;
    private long total;
    private boolean human;

    JourneyFold(String call) {
        this.call = call;
    }

    void on(FactRow row) {
        switch (row.fact()) {
            case CallFact.DigitPressed f -> keys += f.leg().equals("caller") ? 1 : 0;
            case ScriptFact.Chose _ -> choices++;
            case ScriptFact.Silence _, ScriptFact.WrongKey _ -> repeats++;
            case CallFact.Transferred _ -> transfers++;
            case CallFact.Bridged _ -> human = true;
            case CallFact.Ended _ -> total = row.offsetMillis();
            default -> {} // no effort of the caller's
        }
    }

    Journey journey() {
        return new Journey(call, keys, choices, repeats, transfers, total, human);
    }
}
