// Who did what: the audit log, searched and read; nothing is changed here.

import { get, me } from "./api.js";
import { byId, fill, h, redraw } from "./dom.js";
import { language, t } from "./i18n.js";
import { notice, told } from "./notice.js";

const DAY_MS = 86_400_000;
const words = h("input", { id: "words", type: "search", maxlength: "200", autocomplete: "off", placeholder: t("admin.audit.words.hint") });
const from = h("input", { id: "from", type: "date" });
const until = h("input", { id: "until", type: "date" });
let shown = [];
let asked = 0;

const answer = await me();
if (answer.body) {
  byId("to-desk").hidden = !answer.body.agent;
  fill(byId("wanted"), h("form", { class: "row", role: "search", onsubmit: (event) => { event.preventDefault(); search(); }, onchange: search },
    field(t("admin.audit.words"), words), field(t("admin.audit.from"), from), field(t("admin.audit.until"), until),
    h("button", { class: "button primary", type: "submit", id: "search" }, t("people.find"))));
  search();
  chain();
} else {
  notice(answer.error, "bad");
}

function field(label, input) {
  return h("label", { class: "audit-field" }, h("span", {}, label), input);
}

async function search() {
  shown = [];
  await more(Number.MAX_SAFE_INTEGER);
}

async function more(below) {
  asked += 1;
  const mine = asked;
  const query = new URLSearchParams({ words: words.value });
  if (below < Number.MAX_SAFE_INTEGER) {
    query.set("below", below);
  }
  if (from.value) {
    query.set("from", startOf(from.value));
  }
  if (until.value) {
    query.set("until", startOf(until.value, DAY_MS));
  }
  const found = await get(`/api/admin/audit?${query}`);
  if (mine === asked && told(found)) { // a later search answers
    shown = [...shown, ...found.body.lines];
    draw(found.body.more);
  }
}

/** The first moment of a day here, in ms; of the day after with a day more. */
function startOf(day, and = 0) {
  const noon = new Date(new Date(`${day}T12:00:00`).getTime() + and);
  return new Date(noon.getFullYear(), noon.getMonth(), noon.getDate()).getTime();
}

function draw(isMore) {
  redraw(byId("lines"),
    shown.length === 0 ? h("p", { class: "muted", id: "no-line" }, t("admin.audit.none")) : h("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": t("admin.audit") }, table()),
    isMore ? h("button", { class: "button quiet", type: "button", id: "more", onclick: () => more(shown.at(-1).number) }, t("admin.audit.more")) : null);
}

function table() {
  const columns = ["number", "at", "who", "source", "act", "what", "result"];
  return h("table", { class: "lines audit" },
    h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col" }, t(`admin.audit.${c}`))))),
    h("tbody", {}, shown.map((line) => h("tr", { "data-key": String(line.number), "data-line": String(line.number) },
      h("th", { scope: "row", class: "num" }, String(line.number)),
      h("td", { class: "num" }, new Date(line.at).toLocaleString(language, { dateStyle: "short", timeStyle: "medium" })),
      h("td", { "data-label": t("admin.audit.who") }, line.who || "–"),
      h("td", { "data-label": t("admin.audit.source"), lang: "en" }, line.source),
      h("td", { "data-label": t("admin.audit.act"), lang: "en" }, line.act),
      h("td", { "data-label": t("admin.audit.what"), lang: "en" }, line.what),
      h("td", { "data-label": t("admin.audit.result"), lang: "en" }, line.result)))));
}

async function chain() {
  const panel = byId("chain");
  redraw(panel, h("h2", {}, t("admin.audit.chain")), h("p", { class: "muted" }, t("admin.audit.chain.looking")));
  const found = await get("/api/admin/audit/chain");
  if (!told(found)) {
    return;
  }
  const { broken, lines, last, hash } = found.body;
  panel.dataset.state = broken ? "broken" : "whole";
  redraw(panel,
    h("h2", {}, t("admin.audit.chain")),
    broken ? h("p", { class: "warning" }, t("admin.audit.chain.broken", { number: broken })) : h("p", {}, t("admin.audit.chain.whole", { lines, last })),
    broken || !hash ? null : h("p", { class: "muted" }, t("admin.audit.chain.hash"), " ", h("code", { class: "code" }, hash)),
    h("button", { class: "button quiet", type: "button", id: "look-again", onclick: chain }, t("admin.audit.chain.again")));
}
