// A call to the house that proves microphone, headset and network before the shift: what is said is recorded there and played back, and what was lost on the
// way is counted here.

import { speaker } from "./devices.js";
import { phone } from "./phone.js";
import { CallSound } from "./sound.js";

const LOOK = 500;
const PATIENCE = 45000;
const MUCH_LOST = 3; // percent
const FEW = 50; // packets: a second

const share = (lost, all) => (all < FEW ? 0 : Math.round((100 * Math.max(0, lost)) / all));

/**
 * A key of words and its values. answered: whether the call was; reason: of its end; received, lost: packets that came here, and that did not; sent,
 * lostThere: that we sent, and that did not come there.
 */
export function verdict({ answered, reason, received, lost, sent, lostThere }) {
  const percent = Math.max(share(lost, received + lost), share(lostThere, sent));
  if (!answered) {
    return ["device.test.unanswered", { why: reason || "?" }];
  }
  if (received === 0) {
    return ["device.test.deaf"];
  }
  if (/nothing was heard/.test(reason)) {
    return ["device.test.nothing"];
  }
  if (!/it was heard/.test(reason)) {
    return ["device.test.cut"];
  }
  if (percent >= MUCH_LOST) {
    return ["device.test.loss", { n: percent }];
  }
  return [/quietly/.test(reason) ? "device.test.quiet" : "device.test.well"];
}

/** Calls with this microphone, which stays open; say(key, values) tells how it stands, and what came of it. The signal hangs up. */
export async function testCall(stream, signal, say) {
  if (!phone.testNumber) {
    say(phone.talk ? "device.test.busy" : "device.test.no-phone");
    return;
  }
  say("device.test.calling");
  const seen = { answered: false, reason: "", received: 0, lost: 0, sent: 0, lostThere: 0 };
  const hears = await speaker();
  if (signal.aborted) {
    return;
  }
  const sound = new CallSound(stream.clone(), phone.output, hears);
  const looking = setInterval(() => look(sound.connection, seen), LOOK);
  await new Promise((over) => {
    const give = () => (phone.trial ? phone.trial.hangUp() : over());
    const late = setTimeout(give, PATIENCE);
    signal.addEventListener("abort", give);
    sound.connection.addEventListener("connectionstatechange", () => { if (sound.connection.connectionState === "failed") { give(); } });
    phone.tryOut(sound, (state, why) => {
      if (state === "talking") {
        seen.answered = true;
        say("device.test.speak");
      } else if (state === "over") {
        seen.reason = why;
        clearTimeout(late);
        over();
      }
    }).catch((e) => { seen.reason = e.message; over(); });
  });
  clearInterval(looking);
  sound.close();
  say(...verdict(seen));
}

async function look(connection, seen) {
  (await connection.getStats()).forEach((one) => {
    if (one.type === "inbound-rtp") {
      Object.assign(seen, { received: one.packetsReceived, lost: one.packetsLost });
    } else if (one.type === "outbound-rtp") {
      seen.sent = one.packetsSent;
    } else if (one.type === "remote-inbound-rtp") {
      seen.lostThere = one.packetsLost;
    }
  });
}
