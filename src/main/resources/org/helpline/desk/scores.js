// What callers answered today when a script asked them to rate.

import { get } from "./api.js";
import { h, redraw } from "./dom.js";
import { language, t } from "./i18n.js";

/** 4.3 of 5 (12). */
const words = (line) => t("scores.line", { mean: (line.sum / line.count).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }), most: line.most, count: line.count });

/** My own of today, as one line; empty where nobody has rated. */
export async function myScores() {
  const mine = (await get("/api/scores")).body?.mine ?? [];
  return mine.length ? t("scores.mine", { scores: mine.map(words).join(", ") }) : "";
}

/** For supervisors: every queue's and agent's, hidden while there are none. Call refresh() now and then. */
export function scoreBoard(panel) {
  async function refresh() {
    const body = (await get("/api/scores")).body;
    if (!body?.queues) {
      return;
    }
    panel.hidden = body.queues.length + body.agents.length === 0;
    redraw(panel, h("h2", {}, t("scores.today")), h("div", { class: "scores" }, table(t("queue"), body.queues), table(t("agent"), body.agents)));
  }
  return { refresh };
}

function table(who, lines) {
  return lines.length === 0
    ? null
    : h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, h("th", {}, who), h("th", { title: t("scores.score.title") }, t("scores.score")))),
      h("tbody", {}, lines.map((line) => h("tr", { "data-key": line.name }, h("th", { scope: "row" }, line.name), h("td", { class: "num" }, words(line))))));
}
