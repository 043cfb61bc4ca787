// The buttons of the call in hand: hold, mute, keys, transfer, and somebody else on the line.

import { command } from "./api.js";
import { clockText, timer } from "./clock.js";
import { h, keepingFocus, own, redraw } from "./dom.js";
import { helpButton } from "./help.js";
import { t } from "./i18n.js";
import { arrows } from "./menu.js";
import { told } from "./notice.js";
import { phone } from "./phone.js";
import { answerButtons } from "./phone-strip.js";
import { inviteMenu, transferMenu } from "./transfer.js";

const tell = async (name, more) => told(await command(name, more));

const button = (name, label, kind, act, more = {}) =>
  h("button", { class: `button ${kind}`, id: name, type: "button", onclick: act, ...more }, label);

/** What the band and the buttons depend on. */
export const controlKey = (call) => JSON.stringify([call.muted, call.dialled, call.consult, call.recording, call.supervised, phone.rings]);

const isConference = ({ phase, members }) => ["together", "joined"].includes(phase) && members.length > 1;
const wordOf = (consult) => (isConference(consult) ? "consult.conference" : `consult.${consult.phase}`);
const names = (consult) => (isConference(consult) ? consult.members.join(", ") : consult.name);

export function drawBand(band, view) {
  const call = view.call;
  const words = { offered: t("call.offered"), talking: t("call.talking"), held: t("call.held"), "wrap-up": t("call.wrap-up") };
  const time = h("span", { class: "band-time", id: "call-time" });
  const small = h("span", { class: "band-small" });
  let word = words[call.phase] ?? call.phase;
  if (call.consult && call.phase !== "wrap-up") {
    word = call.consult.phase === "together" && call.phase === "held" ? t("consult.out") : t(wordOf(call.consult), { name: names(call.consult) });
    timer(time, "up", call.consult.since);
    small.append(call.consult.rung ? t("consult.ringing", { name: call.consult.rung }) : t(`consult.${call.consult.phase}.more`, { name: call.consult.name }));
  } else if (call.phase === "offered") {
    timer(time, "up", call.since - call.waited);
    word = call.dialled ? t("dial.ringing") : word;
    small.append(t(call.dialled ? "dial.pick-up" : phone.rings ? "call.answer-here" : "call.pick-up"));
  } else if (call.phase === "calling") {
    word = t("dial.calling");
    timer(time, "up", call.since);
    small.append(t("dial.calling.more"));
  } else if (call.phase === "wrap-up") {
    const talked = t("call.talked", { time: clockText((call.talkedUntil ?? call.since) - (call.talkingSince ?? call.since)) });
    timer(time, view.agent.until ? "down" : "up", view.agent.until ?? view.agent.since);
    small.append(view.agent.until ? `${t("call.left")} · ${talked}` : talked);
  } else {
    timer(time, "up", (call.phase === "held" ? call.heldSince : call.talkingSince) ?? call.since);
    if (call.phase === "held") {
      small.append(`${t("call.whole")} `, timer(h("span", {}), "up", call.talkingSince ?? call.since));
    }
  }
  if (call.phase !== "wrap-up" && call.recording?.phase) {
    small.append(" ", h("span", { class: "record-mark", id: "recording", role: "status", "data-phase": call.recording.phase }, t(`record.${call.recording.phase}`)));
  }
  if (call.muted) {
    small.append(" ", h("span", { class: "muted-mark", role: "status" }, t("call.muted")));
  }
  if (call.supervised && call.phase !== "wrap-up") {
    small.append(" ", h("span", { class: "supervised-mark", role: "status" }, t(`supervised.${call.supervised.as}`, { name: call.supervised.name })));
  }
  redraw(band, h("span", { class: "band-word" }, word), time, small);
}

export function drawControls(controls, view) {
  keepingFocus(controls, () => redraw(controls, ...buttons(view)));
}

function buttons(view) {
  const call = view.call;
  const phase = call.phase;
  if (phase === "talking" || phase === "held") {
    return call.consult ? beside(call) : alone(call);
  }
  if (phase === "offered" && !call.dialled && phone.rings) {
    return answerButtons();
  }
  if (call.dialled && phase !== "wrap-up") {
    return [hangUp(t("consult.cancel"))];
  }
  if (phase === "wrap-up") {
    return [
      view.agent.until ? button("extend", t("call.extend"), "quiet", () => tell("extend-wrap-up", { seconds: 30 })) : null,
      button("wrap-ready", t("call.done-ready"), "primary", () => tell("ready")),
    ];
  }
  return [];
}

const mute = (call) =>
  button("mute", t(call.muted ? "call.unmute" : "call.mute"), call.muted ? "danger" : "quiet",
    () => tell(call.muted ? "unmute" : "mute"), { "aria-pressed": String(call.muted) });

/** Whether the call is recorded is the queue's affair, or the agent's; a pause is always theirs: for what nobody may keep. */
function record(call) {
  const { phase, free } = call.recording ?? { phase: "", free: false };
  const pause = phase === "on"
    ? button("record-pause", t("record.pause"), "quiet", () => tell("pause-recording"))
    : phase === "paused" ? button("record-resume", t("record.resume"), "danger", () => tell("resume-recording")) : null;
  const begin = !free
    ? null
    : phase === "" ? button("record", t("record.begin"), "quiet", () => tell("record")) : button("record-stop", t("record.stop"), "quiet", () => tell("stop-recording"));
  return [pause, begin];
}

const hold = (call) =>
  call.phase === "held"
    ? button("resume", t("call.resume"), "primary", () => tell("resume"))
    : button("hold", t("call.hold"), "quiet", () => tell("hold"));

const hangUp = (label) => button("hang-up", label, "danger", () => tell("hang-up"));

const alone = (call) => [hold(call), mute(call), ...record(call), keyPad(), transferMenu(), helpButton(call), hangUp(t("call.hang-up"))];

function beside(call) {
  const { phase, name } = call.consult;
  const cancel = (label) => button("cancel-consult", label, "quiet", () => tell("cancel-consult"));
  const complete = (label) => button("complete", label, "primary", () => tell("complete"));
  switch (phase) {
    case "transfer":
      return [hold(call), mute(call), ...record(call), cancel(t("consult.cancel")), complete(t("consult.leave"))];
    case "ringing":
      return [mute(call), ...record(call), cancel(t("consult.cancel")), complete(t("consult.leave"))];
    case "private":
    case "with-caller":
      return [
        button("swap", phase === "private" ? t("consult.to-caller") : t("consult.to-other", { name }), "quiet", () => tell("swap")),
        button("join-all", t("consult.join-all"), "quiet", () => tell("join-all")),
        mute(call), ...record(call),
        keyPad(),
        complete(t("consult.complete", { name })),
        cancel(t("consult.hang-up", { name })),
      ];
    case "together":
      return [
        hold(call),
        mute(call), ...record(call),
        keyPad(),
        call.consult.rung ? null : inviteMenu(),
        isConference(call.consult) || call.consult.rung ? null : button("swap", t("consult.alone-with", { name }), "quiet", () => tell("swap")),
        complete(t("consult.leave-both")),
        cancel(call.consult.rung ? t("consult.cancel") : t("consult.hang-up", { name })),
      ];
    default: // I am asked, or one of three
      return [mute(call), ...record(call), hangUp(t("consult.end"))];
  }
}

/** Twelve keys; those of the keyboard do as well while it is open. */
function keyPad() {
  const pressed = h("output", { class: "pad-shown", "aria-label": t("keys.sent") });
  const press = async (key) => {
    if (await tell("keys", { keys: key })) {
      pressed.textContent = (pressed.textContent + key).slice(-16);
    }
  };
  const keys = [..."123456789*0#"].map((key) =>
    h("button", { class: "pad-key", type: "button", "data-key": key, onclick: () => press(key) }, key));
  const pad = h("div", { class: "menu pad", role: "group", "aria-label": t("keys") }, pressed, h("div", { class: "pad-keys" }, keys));
  const menu = h("details", { class: "menu-holder", id: "keys" },
    h("summary", { class: "button quiet" }, t("keys"), h("span", { class: "caret", "aria-hidden": "true" }, "▾")), pad);
  menu.addEventListener("keydown", (e) => {
    if (menu.open && /^[0-9*#]$/.test(e.key) && !e.ctrlKey && !e.altKey && !e.metaKey) {
      e.preventDefault();
      e.stopPropagation();
      press(e.key);
    }
  });
  arrows(menu, pad, () => [0, 3, 6, 9].map((from) => keys.slice(from, from + 3)));
  return own(menu);
}
