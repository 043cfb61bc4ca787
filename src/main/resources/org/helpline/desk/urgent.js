// The urgent switch of each queue, for supervisors.

import { get, post } from "./api.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

let shown = "";

/** Draws the switches when a queue has become urgent or no longer is; the board says so at once. */
export function urgentSwitches(panel, board) {
  const now = JSON.stringify(board.queues.map((q) => [q.name, q.urgent]));
  if (now !== shown) {
    shown = now;
    draw(panel);
  }
}

async function draw(panel) {
  const answer = await get("/api/urgent");
  const queues = answer.body?.queues ?? [];
  panel.hidden = queues.length === 0;
  redraw(
    panel,
    h("h2", {}, t("urgent.title")),
    h("p", { class: "muted" }, t("urgent.more")),
    h("ul", { class: "switches" }, queues.map((q) =>
      h("li", { "data-key": q.name },
        h("button", {
          class: "switch",
          type: "button",
          role: "switch",
          "aria-checked": String(q.urgent),
          "aria-label": t("urgent.of", { name: q.name }),
          "data-urgent": q.name,
          onclick: async () => told(await post("/api/urgent", { queue: q.name, on: !q.urgent })) && draw(panel),
        }, q.urgent ? t("notices.on") : t("notices.off")),
        h("span", {}, ` ${q.name}`),
        q.story ? h("span", { class: "muted" }, ` ${q.story}`) : null))),
  );
}
