// The transfer menu: queues, colleagues, scripts, with a filter.

import { command, get } from "./api.js";
import { h, fill } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";
import { STATES } from "./words.js";

export function transferMenu() {
  const list = h("div", { class: "transfer-list" });
  const filter = h("input", { class: "transfer-filter", type: "search", placeholder: t("transfer.placeholder"), "aria-label": t("transfer.find"), autocomplete: "off" });
  const menu = h(
    "details",
    { class: "menu-holder", id: "transfer" },
    h("summary", { class: "button quiet" }, t("transfer"), h("span", { class: "caret", "aria-hidden": "true" }, "▾")),
    h("div", { class: "menu transfer" }, filter, list),
  );
  let targets = null;

  async function send(to, name) {
    menu.open = false;
    told(await command("transfer", { to, name }));
  }

  function draw() {
    const wanted = filter.value.trim().toLowerCase();
    const fits = (text) => text.toLowerCase().includes(wanted);
    const group = (title, items) => (items.length ? [h("p", { class: "menu-head" }, title), ...items] : []);
    const item = (to, name, label, state) =>
      h("button", { class: "menu-item", type: "button", disabled: state === "offline", onclick: () => send(to, name) }, label,
        state ? h("span", { class: `mini state-${state}` }, STATES[state] ?? state) : null);
    const all = [
      ...group(t("queues"), targets.queues.filter(fits).map((q) => item("queue", q, q))),
      ...group(t("colleagues"), targets.agents.filter((a) => fits(a.name) || fits(a.id)).map((a) => item("agent", a.id, a.name, a.state))),
      ...group(t("nav.scripts"), targets.scripts.filter(fits).map((s) => item("script", s, s))),
    ];
    fill(list, all.length ? all : h("p", { class: "muted menu-head" }, t("transfer.nothing")));
  }

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
  return menu;
}
