// The bar with my state: pill, time in it, Ready, Not ready.

import { command } from "./api.js";
import { clockText, now, timer } from "./clock.js";
import { h, keepingFocus, own, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { arrows } from "./menu.js";
import { told } from "./notice.js";
import { STATES } from "./words.js";

const tell = async (name, more) => told(await command(name, more));

/** Draws the bar. */
export function drawStatus(bar, view, reasons) {
  const agent = view.agent;
  const state = view.call?.phase === "held" ? "held" : agent.state;
  const since = timer(h("span", { class: "since" }), "up", agent.since);
  keepingFocus(bar, () => redraw(
    bar,
    h(
      "div",
      { class: `state state-${state}` },
      h("span", { class: "state-dot", "aria-hidden": "true" }),
      h("span", { class: "state-word", id: "state" }, STATES[state] ?? state),
      agent.state === "not-ready" && agent.reason ? h("span", { class: "state-reason cap" }, agent.reason) : null,
      view.call ? null : since, // a call has its own timer
    ),
    agent.reachable ? null : h("span", { class: "tag warn", title: t("status.phone-off.title") }, t("status.phone-off")),
    h("div", { class: "state-actions" }, actions(agent, reasons)),
  ));
}

function actions(agent, reasons) {
  if (agent.state === "offline") {
    return [h("button", { class: "button primary", id: "on-duty", type: "button", onclick: () => tell("log-in") }, t("status.go-on-duty"))];
  }
  const ready = h(
    "button",
    { class: "button ready", id: "ready", type: "button", "aria-pressed": String(agent.state === "ready"), disabled: ["ready", "offered", "talking"].includes(agent.state), onclick: () => tell("ready") },
    t("status.ready"),
  );
  return [ready, reasonMenu(agent, reasons)];
}

function reasonMenu(agent, reasons) {
  const list = h("div", { class: "menu", role: "menu", "aria-label": t("status.not-ready") });
  const menu = h(
    "details",
    { class: "menu-holder", id: "not-ready" },
    h("summary", { class: "button quiet" }, t("status.not-ready"), h("span", { class: "caret", "aria-hidden": "true" }, "▾")),
    list,
  );
  const after = agent.state === "talking" || agent.state === "offered";
  list.append(
    h("p", { class: "menu-head", role: "presentation" }, after ? t("status.after-call") : t("status.reason")),
    ...reasons.map((reason) =>
      h("button", { class: "menu-item", type: "button", role: "menuitem", onclick: () => { menu.open = false; tell("not-ready", { reason }); } }, h("span", { class: "cap" }, reason))),
  );
  arrows(menu, list, () => [...list.querySelectorAll(".menu-item")].map((item) => [item]));
  return own(menu, JSON.stringify([after, reasons]));
}

/** What the browser's tab says. */
export function title(view) {
  const call = view.call;
  if (call?.phase === "offered" && !call.dialled) {
    return `● ${t("call.offered")} · Helpline`;
  }
  if (call?.phase === "talking" && call.talkingSince) {
    return `${clockText(now() - call.talkingSince)} · Helpline`;
  }
  return `${STATES[view.agent.state] ?? ""} · Helpline`;
}
