// A soft sound and a notification when a call is offered. Off until the agent turns it on: browsers want that gesture.

import { outlet } from "./devices.js";
import { t } from "./i18n.js";

const KEY = "helpline-sound";
let audio = null;
let shown = null;
let ringing = 0;

export function soundButton(button) {
  const show = () => {
    const on = localStorage.getItem(KEY) === "on";
    button.textContent = on ? t("sound.on") : t("sound.off");
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", async () => {
    localStorage.setItem(KEY, localStorage.getItem(KEY) === "on" ? "off" : "on");
    show();
    if (localStorage.getItem(KEY) === "on") {
      wake();
      chime();
      if ("Notification" in window && Notification.permission === "default") {
        await Notification.requestPermission();
      }
    }
  });
  // a reload takes the permission to sound away until the next touch
  addEventListener("pointerdown", wake, { once: true });
  addEventListener("keydown", wake, { once: true });
  show();
}

function wake() {
  audio ??= new AudioContext();
  audio.resume();
}

/** Tells of an offer, once. */
export function ring() {
  if (localStorage.getItem(KEY) === "on" && !ringing) {
    alone(chime);
    show();
  }
}

function show() {
  if (document.hidden && "Notification" in window && Notification.permission === "granted") {
    // no name or number: the notification may be seen by others
    shown = new Notification(t("sound.notification"), { body: t("sound.phone-rings"), tag: "helpline-offer" });
    shown.onclick = () => focus();
  }
}

/** Rings like a phone until ringOff(), whatever the switch says: this browser is the phone, and nothing else would ring. */
export function ringOn() {
  ringOff();
  wake();
  chime();
  ringing = setInterval(() => chime(), 2500);
  show();
}

/** Whether browsers let it be heard: not before the page was touched. told() hears when they do. */
export function isHushed(told) {
  const hushed = Boolean(ringing) && audio?.state !== "running";
  if (hushed && audio) {
    audio.onstatechange = told;
  }
  return hushed;
}

export function ringOff() {
  clearInterval(ringing);
  ringing = 0;
}

/** Two tabs are one desk: one of them sounds. */
function alone(sound) {
  if (!navigator.locks) {
    sound(); // no secure context
    return;
  }
  navigator.locks.request("helpline-ring", { ifAvailable: true }, (lock) => {
    if (lock && audio?.state === "running") {
      sound();
      return new Promise((resolve) => { setTimeout(resolve, 1500); }); // longer than an event needs to reach the other tab
    }
    return null;
  });
}

/** The offer is over. */
export function quiet() {
  shown?.close();
  shown = null;
}

/** The sound of an offer, at the ringer that was chosen. */
export async function chime(context = audio) {
  if (context?.state !== "running") {
    return;
  }
  const ringer = await outlet(context, "ringer");
  [660, 880].forEach((frequency, i) => {
    const at = context.currentTime + i * 0.18;
    const tone = new OscillatorNode(context, { frequency });
    const level = new GainNode(context, { gain: 0 });
    level.gain.setValueAtTime(0, at);
    level.gain.linearRampToValueAtTime(0.12, at + 0.02);
    level.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    tone.connect(level).connect(ringer);
    tone.start(at);
    tone.stop(at + 0.55);
  });
}
