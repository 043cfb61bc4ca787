// Who waits, queue by queue: supervisors see who calls and what can be done.

import { get } from "./api.js";
import { expected } from "./board.js";
import { timer } from "./clock.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { callOrders, more } from "./orders.js";

/** The lists in an element, hidden while nobody waits. Call refresh(board) when something may have changed. */
export function waitingLists(panel, { supervisor }) {
  let asking = false;
  let begins = new Map();

  /** The server works out when a wait began each time: a hair's breadth would only make its timer jump. */
  function steady(line) {
    const before = begins.get(line.id);
    return before !== undefined && Math.abs(before - line.since) < 1500 ? { ...line, since: before } : line;
  }

  async function refresh(board) {
    if (asking) {
      return; // the next second asks again
    }
    asking = true;
    const busy = board.queues.filter((q) => q.waiting > 0);
    const answers = await Promise.all(busy.map((q) => get(`/api/waiting?queue=${encodeURIComponent(q.name)}`)));
    asking = false;
    const lists = answers.map((a) => (a.body?.waiting ?? []).map(steady)).filter((list) => list.length > 0);
    begins = new Map(lists.flat().map((line) => [line.id, line.since]));
    const names = Object.fromEntries(board.agents.map((a) => [a.id, a.name]));
    panel.hidden = lists.length === 0;
    redraw(panel, h("h2", {}, t("waiting.title")), lists.map((list) => table(list, names)));
  }

  function table(list, names) {
    return h("table", { class: "lines waiting", "data-key": list[0].queue, "data-queue": list[0].queue },
      h("caption", {}, list[0].queue),
      h("thead", {}, h("tr", {}, h("th", {}, t("waiting.place")), supervisor ? h("th", {}, t("waiting.who")) : null, h("th", {}, t("waiting.since")), h("th", {}, t("waiting.expected")), h("th", {}, t("waiting.wishes")), supervisor ? h("th", {}, "") : null)),
      h("tbody", {}, list.map((line) => row(line, names))));
  }

  function row(line, names) {
    const who = line.customer || line.number || t("mail.withheld");
    const wishes = [
      line.rung.length > 0 ? t("waiting.rung", { name: line.rung.map((a) => names[a] ?? a).join(", ") }) : "",
      line.only && line.rung.length === 0 ? t("waiting.only", { name: names[line.only] ?? line.only }) : "",
      line.needs,
      line.priority > 0 ? t("waiting.priority", { n: line.priority }) : "",
    ];
    return h("tr", { "data-id": line.id },
      h("th", { scope: "row" }, String(line.position)),
      supervisor ? h("td", {}, who, line.customer && line.number ? h("span", { class: "muted" }, ` ${line.number}`) : null) : null,
      h("td", {}, timer(h("span", { class: "num" }), "up", line.since)),
      h("td", { class: "num" }, expected(line) || "–"),
      h("td", { class: "muted" }, wishes.filter((w) => w).join(" · ")),
      supervisor ? h("td", {}, more(`call-${line.id}`, t("orders.call", { name: who }), () => callOrders(line, who))) : null);
  }

  return { refresh };
}
