// One clock for all timers, set to the server's: a wrong clock on this computer shows no wrong times.

import { language } from "./i18n.js";

let offset = 0;

/** Takes the server's time in ms since 1970. */
export function setServerTime(serverNow) {
  offset = serverNow - Date.now();
}

export const now = () => Date.now() + offset;

/** 0:07, 12:34, 1:02:03. */
export function clockText(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  return s < 3600
    ? `${Math.floor(s / 60)}:${two(s % 60)}`
    : `${Math.floor(s / 3600)}:${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`;
}

/** 14:05 today, else 21 Nov 14:05. */
export function whenText(ms) {
  const at = new Date(ms);
  const time = at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const today = at.toDateString() === new Date(now()).toDateString();
  return today ? time : `${at.toLocaleDateString(language, { day: "numeric", month: "short" })} ${time}`;
}

/** Makes an element show a time that runs: data-up counts from a moment, data-down to one. */
export function timer(element, kind, at) {
  delete element.dataset.up;
  delete element.dataset.down;
  element.dataset[kind] = at;
  show(element);
  return element;
}

function show(element) {
  // a fifth of a second for the way here, or a wait of 41 s would first be shown as 40
  const ms = element.dataset.up ? now() - Number(element.dataset.up) + 200 : Number(element.dataset.down) - now() + 999;
  const text = clockText(ms);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Calls back each quarter of a second, after all timers were shown. */
export function everyTick(callback) {
  setInterval(() => {
    document.querySelectorAll("[data-up],[data-down]").forEach(show);
    callback();
  }, 250);
}
