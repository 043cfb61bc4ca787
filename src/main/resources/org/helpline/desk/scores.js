// What callers answered today when a script asked them to rate.

import { get } from "./api.js";
import { fill, h } from "./dom.js";

/** 4.3 of 5 (12). */
const words = (line) => `${(line.sum / line.count).toFixed(1)} of ${line.most} (${line.count})`;

/** My own of today, as one line; empty where nobody has rated. */
export async function myScores() {
  const mine = (await get("/api/scores")).body?.mine ?? [];
  return mine.length ? `Scores today: ${mine.map(words).join(", ")}` : "";
}

/** For supervisors: every queue's and agent's, hidden while there are none. Call refresh() now and then. */
export function scoreBoard(panel) {
  async function refresh() {
    const body = (await get("/api/scores")).body;
    if (!body?.queues) {
      return;
    }
    panel.hidden = body.queues.length + body.agents.length === 0;
    fill(panel, h("h2", {}, "Scores today"), h("div", { class: "scores" }, table("Queue", body.queues), table("Agent", body.agents)));
  }
  return { refresh };
}

function table(who, lines) {
  return lines.length === 0
    ? null
    : h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, h("th", {}, who), h("th", { title: "The mean, the best that can be given, and how many callers gave a score" }, "Score"))),
      h("tbody", {}, lines.map((line) => h("tr", {}, h("th", { scope: "row" }, line.name), h("td", { class: "num" }, words(line))))));
}
