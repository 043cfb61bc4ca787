// The transfer menu: numbers, queues, colleagues, scripts, with a filter; who is asked first stands beside.

import { command, get } from "./api.js";
import { fill, h, own } from "./dom.js";
import { t } from "./i18n.js";
import { arrows } from "./menu.js";
import { told } from "./notice.js";
import { STATES } from "./words.js";

export const transferMenu = () => menuOf(t("transfer"), false);

/** Who else is to hear all who have been joined: people alone, rung at once. */
export const inviteMenu = () => menuOf(t("consult.invite"), true);

function menuOf(title, isInviting) {
  const list = h("div", { class: "transfer-list" });
  const filter = h("input", { class: "transfer-filter", type: "search", placeholder: t("transfer.placeholder"), "aria-label": t("transfer.find"), autocomplete: "off" });
  const menu = h(
    "details",
    { class: "menu-holder", id: "transfer" },
    h("summary", { class: "button quiet" }, title, h("span", { class: "caret", "aria-hidden": "true" }, "▾")),
    h("div", { class: "menu transfer" }, filter, list),
  );
  let targets = null;

  async function send(name, more) {
    menu.open = false;
    told(await command(name, more));
  }

  // a colleague who is ready is rung at once; for others the caller waits
  const reach = (a) => (a.state === "ready" ? send("put-through", { to: a.id }) : send("transfer", { to: "agent", name: a.id }));

  function draw() {
    if (!targets) {
      return; // they are on their way
    }
    const wanted = filter.value.trim().toLowerCase();
    const fits = (text) => text.toLowerCase().includes(wanted);
    const group = (title, items) => (items.length ? [h("p", { class: "menu-head" }, title), ...items] : []);
    const item = (label, act, state) =>
      h("button", { class: "menu-item", type: "button", disabled: state === "offline", onclick: act }, label,
        state ? h("span", { class: `mini state-${state}` }, STATES[state] ?? state) : null);
    const ask = (to, name, off) =>
      h("button", { class: "menu-ask", type: "button", disabled: off, "aria-label": t("transfer.ask-who", { name }), onclick: () => send("consult", { to }) }, t("transfer.ask"));
    const row = (...both) => h("div", { class: "menu-row" }, both);
    const place = (to, name) => item(name, () => send("transfer", { to, name }));
    const number = filter.value.trim();
    const isNumber = /^\+?[0-9][0-9 ()/.-]*$/.test(number);
    const invite = (to, name, state) => item(name, () => send("consult", { to }), state);
    const numbers = isNumber
      ? [row(item(t("transfer.number", { number }), () => send("put-through", { to: number })), ask(number, number, false))]
      : [];
    const all = isInviting ? [
      ...(isNumber ? [invite(number, t("transfer.number", { number }))] : []),
      ...group(t("colleagues"), targets.agents.filter((a) => a.state === "ready" && (fits(a.name) || fits(a.id))).map((a) => invite(a.id, a.name, a.state))),
    ] : [
      ...numbers,
      ...group(t("queues"), targets.queues.filter(fits).map((q) => place("queue", q))),
      ...group(t("colleagues"), targets.agents.filter((a) => fits(a.name) || fits(a.id))
        .map((a) => row(item(a.name, () => reach(a), a.state), ask(a.id, a.name, a.state !== "ready")))),
      ...group(t("nav.scripts"), targets.scripts.filter(fits).map((s) => place("script", s))),
    ];
    fill(list, all.length ? all : h("p", { class: "muted menu-head" }, t("transfer.nothing")));
    settled();
  }

  const rows = () => [...list.querySelectorAll(".menu-row, :scope > .menu-item")]
    .map((row) => (row.matches(".menu-row") ? [...row.children] : [row]));
  const settled = arrows(menu, list, rows, () => filter);
  filter.addEventListener("input", draw);
  menu.addEventListener("toggle", async () => {
    if (!menu.open) {
      return;
    }
    const answer = await get("/api/targets");
    if (told(answer)) {
      targets = answer.body;
      draw();
      filter.focus();
    } else {
      menu.open = false;
    }
  });
  return own(menu);
}
