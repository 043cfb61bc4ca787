// The notices of scripts, with a switch for each.

import { get, post } from "./api.js";
import { fill, h } from "./dom.js";
import { told } from "./notice.js";

const HOURS = ["open", "closed", "holiday", "emergency", "as-written"];

/** What calendars say now, with a choice of what holds instead until it is taken back. */
export async function drawHours(panel) {
  const answer = await get("/api/hours");
  const hours = answer.body?.hours ?? [];
  panel.hidden = hours.length === 0;
  fill(
    panel,
    h("h2", {}, "Hours"),
    h("ul", { class: "switches" }, hours.map((c) =>
      h("li", {},
        h("select", {
          "aria-label": `Hours ${c.name}`,
          "data-hours": c.name,
          onchange: async (event) => {
            told(await post("/api/hours", { name: c.name, what: event.target.value }));
            drawHours(panel);
          },
        }, HOURS.map((word) => {
          const option = h("option", { value: word }, word);
          option.selected = c.declared ? word === c.now : word === "as-written";
          return option;
        })),
        h("span", {}, ` ${c.name}: ${c.now}${c.declared ? `, declared ${c.story}` : ""}`)))),
  );
}

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
