// The phones that sounded worst, why, and the story of their calls.

import { get, me } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { told } from "./notice.js";
import { tellStory } from "./numbers-story.js";
import { fromForm, intoForm, moment } from "./numbers-words.js";

const form = byId("asked");
const person = (await me()).body ?? {};
byId("to-desk").hidden = !person.agent;
intoForm(form);
form.addEventListener("change", load);
form.addEventListener("submit", (event) => event.preventDefault());
await load();

async function load() {
  if (!form.checkValidity()) {
    return;
  }
  const asked = fromForm(form);
  byId("csv").href = `/api/reports/sound.csv?${asked}`;
  byId("figures").href = `/reports?${asked}&group=trunk&metrics=sound&by=hour`;
  const answer = await get(`/api/reports/sound?${asked}`);
  if (told(answer)) {
    draw(answer.body);
  }
}

function number(n, digits = 0) {
  return n === undefined ? "–" : n.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function draw(found) {
  const names = ["when", "caller", "leg", "queue", "trunk", "codec", "sound", "why", "lost", "jitter", "trip"];
  fill(byId("list"), found.legs.length === 0
    ? h("p", { class: "muted" }, t("numbers.nobody-poor"))
    : h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, t(`numbers.call.${name}`))))),
      h("tbody", {}, found.legs.map((leg) => h("tr", { "data-call": leg.call },
        h("th", { scope: "row" }, h("button", { class: "link", type: "button", onclick: () => tellStory(leg.call) }, moment(leg.at, found.zone))),
        h("td", {}, leg.caller || t("numbers.withheld")),
        h("td", {}, leg.leg === "caller" ? t("numbers.leg.caller") : leg.leg.replace(/^agent:/, "")),
        h("td", {}, leg.queue),
        h("td", {}, leg.trunk),
        h("td", {}, leg.codec),
        h("td", { class: "num" }, number(leg.quality, 1)),
        h("td", {}, t(`numbers.cause.${leg.cause}`), leg.way === "one-way" ? "" : ` · ${t(`numbers.way.${leg.way}`)}`),
        h("td", { class: "num" }, leg.way === "one-way" ? "–" : `${number(leg.lost, 1)} %`),
        h("td", { class: "num" }, number(leg.jitter)),
        h("td", { class: "num" }, number(leg.trip)))))));
}
