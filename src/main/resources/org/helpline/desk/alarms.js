// Alarms of breached limits: a line for each, and a sound once when one is raised.

import { timer } from "./clock.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { ring } from "./ring.js";

let known = null;

/** What an alarm says. */
function words(alarm) {
  return t(`alarm.${alarm.what}`, { queue: alarm.queue, value: alarm.value, limit: alarm.limit });
}

/** Draws them in an element, hidden while there are none. */
export function drawAlarms(panel, board) {
  const now = new Set(board.alarms.map((a) => `${a.queue} ${a.what} ${a.since}`));
  const isNew = known !== null && [...now].some((alarm) => !known.has(alarm));
  known = now;
  panel.hidden = board.alarms.length === 0;
  redraw(panel, board.alarms.map((a) =>
    h("p", { class: "alarm", "data-key": `${a.queue} ${a.what}`, "data-alarm": `${a.queue} ${a.what}` }, h("b", {}, words(a)), " ", timer(h("span", { class: "num" }), "up", a.since))));
  if (isNew) {
    ring();
  }
}
