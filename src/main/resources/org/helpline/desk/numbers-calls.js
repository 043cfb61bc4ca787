// The very calls behind a number of a report, and the story of one of them.

import { get, me } from "./api.js";
import { clockText } from "./clock.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";
import { tellStory } from "./numbers-story.js";
import { moment, shown, title } from "./numbers-words.js";

const asked = new URLSearchParams(location.search);
const person = (await me()).body ?? {};
byId("to-desk").hidden = !person.agent;
const answer = await get(`/api/reports/calls?${asked}`);
if (told(answer)) {
  draw(answer.body);
}

function draw(found) {
  byId("title").textContent = `${title(asked.get("metric"))} · ${[asked.get("only") ?? "", moment(found.from, found.zone), moment(found.to, found.zone)].filter(Boolean).join(" – ")}`;
  byId("formula").textContent = found.formula;
  byId("sum").textContent = t("numbers.behind", { items: found.items, calls: found.count });
  fill(byId("sides"), ["above", "below"].map(side));
  fill(byId("list"), found.calls.length === 0
    ? h("p", { class: "muted" }, t("numbers.nothing"))
    : h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, ["when", "caller", "dialled", "queue", "agent", "waited", "talked", "outcome", "code", "sound"].map((name) => h("th", { scope: "col" }, t(`numbers.call.${name}`))))),
      h("tbody", {}, found.calls.map((call) => line(call, found.zone)))));
}

function side(name) {
  const wanted = new URLSearchParams(asked);
  wanted.set("side", name);
  const isThis = (asked.get("side") || "above") === name;
  return h("a", { class: "link", href: `/reports/calls?${wanted}`, "aria-current": isThis ? "true" : null }, t(`numbers.side.${name}`));
}

function line(call, zone) {
  return h("tr", { "data-call": call.id },
    h("th", { scope: "row" },
      h("button", { class: "link", type: "button", onclick: () => tellStory(call.id) }, moment(call.at, zone)),
      call.times > 1 ? h("span", { class: "tag" }, `× ${call.times}`) : null),
    h("td", {}, call.caller || t("numbers.withheld")),
    h("td", {}, call.dialled),
    h("td", {}, call.queue),
    h("td", {}, call.agent),
    h("td", { class: "num" }, clockText(call.waited)),
    h("td", { class: "num" }, clockText(call.talked)),
    h("td", {}, call.outcome || t("numbers.goes-on")),
    h("td", {}, call.code),
    h("td", { class: "num" }, call.sound === undefined ? "" : shown("number", call.sound)));
}
