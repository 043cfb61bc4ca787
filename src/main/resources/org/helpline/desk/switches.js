// The notices of scripts, with a switch for each.

import { get, post } from "./api.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

const HOURS = ["open", "closed", "holiday", "emergency", "as-written"];

/** A calendar may say more words than these. */
const hoursWord = (word) => (HOURS.includes(word) ? t(`hours.${word}`) : word);

/** What calendars say now, with a choice of what holds instead until it is taken back. */
export async function drawHours(panel) {
  const answer = await get("/api/hours");
  const hours = answer.body?.hours ?? [];
  panel.hidden = hours.length === 0;
  redraw(
    panel,
    h("h2", {}, t("hours")),
    h("ul", { class: "switches" }, hours.map((c) =>
      h("li", { "data-key": c.name },
        h("select", {
          "aria-label": t("hours.of", { name: c.name }),
          "data-hours": c.name,
          onchange: async (event) => {
            told(await post("/api/hours", { name: c.name, what: event.target.value }));
            drawHours(panel);
          },
        }, HOURS.map((word) => {
          const option = h("option", { value: word }, hoursWord(word));
          option.selected = c.declared ? word === c.now : word === "as-written";
          return option;
        })),
        h("span", {}, ` ${t(c.declared ? "hours.line-declared" : "hours.line", { name: c.name, now: hoursWord(c.now), story: c.story })}`)))),
  );
}

/** Draws them; hidden where no script has any. */
export async function drawSwitches(panel) {
  const answer = await get("/api/notices");
  const notices = answer.body?.notices ?? [];
  panel.hidden = notices.length === 0;
  redraw(
    panel,
    h("h2", {}, t("notices")),
    h("p", { class: "muted" }, t("notices.more")),
    h("ul", { class: "switches" }, notices.map((n) =>
      h("li", { "data-key": n.name },
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
        }, n.on ? t("notices.on") : t("notices.off")),
        h("span", {}, ` ${n.name}`)))),
  );
}
