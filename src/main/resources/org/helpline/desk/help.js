// Calling a supervisor: the agent's button, and the supervisors' list of who calls.

import { command, post } from "./api.js";
import { timer } from "./clock.js";
import { byId, h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { notice, told } from "./notice.js";
import { ring } from "./ring.js";

/** The button beside the call's other ones. */
export function helpButton(call) {
  return call.helpSince
    ? h("button", { class: "button danger", id: "help", type: "button", "aria-pressed": "true", onclick: async () => told(await command("help-over")) }, `${t("help.asked")} `, timer(h("span", {}), "up", call.helpSince))
    : h("button", { class: "button quiet", id: "help", type: "button", "aria-pressed": "false", onclick: async () => told(await command("help")) }, t("help.ask"));
}

let known = new Set();

/** For supervisors: who calls, from which queue, for how long; a new one is told with a sound. */
export function helpCalls(board) {
  const panel = byId("help-calls");
  if (!panel || !board.help) {
    return;
  }
  const now = new Set(board.help.map((call) => `${call.agent} ${call.since}`));
  const isNew = [...now].some((call) => !known.has(call));
  known = now;
  panel.hidden = board.help.length === 0;
  redraw(panel, h("h2", {}, t("help.calls")), h("ul", { class: "mail" }, board.help.map(line)));
  if (isNew) {
    notice(t("help.new", { name: board.help.at(-1).name }));
    ring();
  }
}

function line(call) {
  const take = async () => told(await post("/api/help", { agent: call.agent }));
  return h("li", { class: "mail-head", "data-key": call.agent, "data-agent": call.agent },
    h("b", {}, call.name), h("span", { class: "muted" }, call.queue), timer(h("span", { class: "num" }), "up", call.since), call.text,
    h("button", { class: "button primary", type: "button", "aria-label": t("help.take.title", { name: call.name }), onclick: take }, t("help.take")));
}
