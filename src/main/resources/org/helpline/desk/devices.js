// Which microphone, speaker and ringer this browser uses, as who sits here has chosen them, and what to do when a microphone cannot be had.

import { t } from "./i18n.js";
import { microphone as opened } from "./sound.js";

const KEY = "helpline-devices";
const KINDS = { microphone: "audioinput", speaker: "audiooutput", ringer: "audiooutput" };
const USUAL = { id: "", label: "" };
const PATIENCE = 20000; // the browser's question waits for an answer that long, too

/** Told on the window when a choice has changed; a call in hand may follow it. */
export const CHOSEN = "helpline-devices";

/** Whether this browser can play sound elsewhere than where the computer says. */
export const canChooseOutput = "setSinkId" in HTMLMediaElement.prototype;

/** What was chosen as "microphone", "speaker" or "ringer": {id, label}; an empty id is the computer's usual one. */
export function chosen(what) {
  try {
    return JSON.parse(localStorage.getItem(KEY))?.[what] ?? USUAL;
  } catch {
    return USUAL;
  }
}

/** Keeps a choice in this browser. */
export function choose(what, { id, label }) {
  const before = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, chosen(kind)]));
  localStorage.setItem(KEY, JSON.stringify({ ...before, [what]: { id, label } }));
  dispatchEvent(new Event(CHOSEN));
}

/** All that browsers tell, which is nameless and without ids before the microphone was allowed. */
const told = async () => (await navigator.mediaDevices?.enumerateDevices()) ?? [];

const ofKind = (all, what) => all.filter((d) => d.kind === KINDS[what] && d.deviceId && d.deviceId !== "default").map((d) => ({ id: d.deviceId, label: d.label }));

/** Which there are: [{id, label}], without the usual one; none is told before the microphone was allowed. */
export const devices = async (what) => ofKind(await told(), what);

/** The chosen one as it is now: {id, gone}. A new id is found by the old name; gone names one that is not here, then id is the usual one's. */
export async function current(what) {
  const { id, label } = chosen(what);
  const all = id ? await told() : [];
  const mine = ofKind(all, what);
  const found = mine.find((d) => d.id === id) ?? mine.find((d) => label && d.label === label);
  return found || all.every((d) => !d.label) ? { id: found?.id ?? id, gone: "" } : { id: "", gone: label || t(`device.${what}`) };
}

export const speaker = async () => (await current("speaker")).id;

export const ringer = async () => (await current("ringer")).id;

/**
 * Opens the chosen microphone, or the usual one where that is not here, which tell() is told in words. Fails with what wordsOf() explains. Whoever has it
 * stops its tracks.
 */
export async function microphone(tell = () => {}) {
  const { id, gone } = await current("microphone");
  try {
    const stream = await inTime(opened(id));
    sayGone(gone, tell);
    return stream;
  } catch (e) {
    if (!id || !["OverconstrainedError", "NotFoundError"].includes(e.name)) {
      throw e;
    }
  }
  const usual = await inTime(opened());
  const named = await current("microphone"); // now that it is allowed, names are told
  if (named.id && named.id !== id) {
    stop(usual);
    return inTime(opened(named.id));
  }
  sayGone(named.gone || chosen("microphone").label || t("device.microphone"), tell);
  return usual;
}

function sayGone(name, tell) {
  if (name) {
    tell(t("device.gone", { name }));
  }
}

export const stop = (stream) => stream.getTracks().forEach((track) => track.stop());

/** What comes too late is given back. */
async function inTime(asked) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new DOMException("", "TimeoutError")), PATIENCE); });
  try {
    return await Promise.race([asked, late]);
  } catch (e) {
    Promise.resolve(asked).then(stop, () => {});
    throw e;
  } finally {
    clearTimeout(timer);
  }
}

/** Where a context's sound goes so that it is heard at the "speaker" or the "ringer": a node to connect to. */
export async function outlet(context, what) {
  const { id } = await current(what);
  try {
    if (context.setSinkId) {
      await context.setSinkId(id);
    } else if (id) {
      return await aside(context, id);
    }
  } catch {
    // it has gone meanwhile: the usual one is heard
  }
  return context.destination;
}

/** For browsers that can send an element elsewhere, and no context. */
async function aside(context, id) {
  const way = new MediaStreamAudioDestinationNode(context);
  const element = new Audio();
  element.srcObject = way.stream;
  await element.setSinkId(id);
  await element.play();
  return way;
}

/** What keeps the microphone from us, and what to do, in words for the reader. */
export function wordsOf(error) {
  if (!isSecureContext || !navigator.mediaDevices) {
    return t("microphone.insecure"); // browsers give microphones to HTTPS and localhost alone
  }
  switch (error?.name) {
    case "NotAllowedError":
      return t(forbidden(error));
    case "SecurityError":
      return t("microphone.policy");
    case "NotFoundError":
      return t("microphone.none");
    case "OverconstrainedError":
      return t("microphone.gone");
    case "NotReadableError":
    case "AbortError":
      return t("microphone.taken");
    case "TimeoutError":
      return t("microphone.late");
    default:
      return t("microphone.trouble", { error: error?.message || error?.name || "?" });
  }
}

/** The same error has four reasons, which browsers tell in its message, if at all. */
function forbidden(error) {
  if (document.featurePolicy?.allowsFeature("microphone") === false) {
    return "microphone.policy";
  }
  if (/system/i.test(error.message)) {
    return "microphone.system";
  }
  return /dismiss/i.test(error.message) ? "microphone.dismissed" : "microphone.refused";
}
