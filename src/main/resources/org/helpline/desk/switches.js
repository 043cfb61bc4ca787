// The notices of scripts, with a switch for each.

import { get, post } from "./api.js";
import { fill, h } from "./dom.js";
import { told } from "./notice.js";

/** Draws them; hidden where no script has any. */
export async function drawSwitches(panel) {
  const answer = await get("/api/notices");
  const notices = answer.body?.notices ?? [];
  panel.hidden = notices.length === 0;
  fill(
    panel,
    h("h2", {}, "Notices"),
    h("p", { class: "muted" }, "What is on is said to callers from their next call on."),
    h("ul", { class: "switches" }, notices.map((n) =>
      h("li", {},
        h("button", {
          class: "switch",
          type: "button",
          role: "switch",
          "aria-checked": String(n.on),
          "data-notice": n.name,
          onclick: async () => {
            told(await post("/api/notices", { name: n.name, on: !n.on }));
            drawSwitches(panel);
          },
        }, n.on ? "On" : "Off"),
        h("span", {}, ` ${n.name}`)))),
  );
}
