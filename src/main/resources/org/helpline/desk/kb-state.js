// What supervisors see of the knowledge base: articles to be read again, mistakes in files, and the articles themselves.

import { get, me } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { dayOf, knowledge } from "./kb.js";
import { told } from "./notice.js";

await me();
const base = knowledge(byId("kb"));
const answer = await get("/api/kb/state");
if (told(answer)) {
  const { all, due, soon, problems } = answer.body;
  fill(byId("kb-due"),
    h("h2", {}, t("kb.due")),
    h("p", { class: "muted" }, t("kb.count", { n: all })),
    due.length + soon.length === 0 ? h("p", { class: "muted", id: "kb-none-due" }, t("kb.none-due")) : table([...due, ...soon]));
  byId("kb-problems").hidden = problems.length === 0;
  fill(byId("kb-problems"), h("h2", {}, t("kb.problems")), h("ul", { class: "kb-hits" }, problems.map((p) => h("li", { lang: "en" }, p))));
}

function table(articles) {
  return h("div", { class: "wide-table" }, h("table", { class: "lines" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("kb.article")), h("th", { scope: "col" }, t("kb.owner-head")), h("th", { scope: "col" }, t("kb.review-head")))),
    h("tbody", {}, articles.map((a) => h("tr", { "data-article": a.id },
      h("th", { scope: "row" }, h("button", { class: "menu-item", type: "button", onclick: () => base.open(a.id) }, a.title)),
      h("td", {}, a.owner),
      h("td", {}, dayOf(a.review), a.late ? h("span", { class: "tag warn" }, t("kb.late")) : null))))));
}
