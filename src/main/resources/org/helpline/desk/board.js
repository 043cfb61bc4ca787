// Queues and agents, small beside the desk and large on the board.

import { timer } from "./clock.js";
import { h } from "./dom.js";
import { language, t } from "./i18n.js";
import { STATES } from "./words.js";

const share = (part, whole) => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

/** The sentence that says how the percentage is made. */
export function formula(queue, level) {
  const s = Math.round(level / 1000);
  return t("board.formula", { s, in: queue.inTime, answered: queue.answered, abandoned: queue.abandoned });
}

function longest(queue) {
  return queue.waiting ? timer(h("span", { class: "num" }), "up", queue.oldest) : h("span", { class: "num muted" }, "–");
}

/** How long somebody who called now, or who waits, is likely to wait: "2 to 5 min"; nothing while nobody knows. */
export function expected(queue) {
  if (queue.expected === undefined) {
    return "";
  }
  const same = queue.expectedLeast === queue.expected;
  return same ? t("board.minutes", { most: queue.expected }) : t("board.minutes-between", { least: queue.expectedLeast, most: queue.expected });
}

/** The small table. */
export function queueTable(board) {
  const s = Math.round(board.level / 1000);
  return [
    h("h2", {}, t("queues")),
    board.queues.length === 0
      ? h("p", { class: "muted" }, t("board.none-served"))
      : h(
          "table",
          { class: "lines" },
          h("thead", {}, h("tr", {}, h("th", {}, t("queue")), h("th", { title: t("board.waiting.title") }, t("board.waiting")), h("th", { title: t("board.longest.title") }, t("board.longest")), h("th", { title: t("board.call-backs.title") }, t("call-backs")), h("th", { title: t("board.within.title", { s }) }, t("board.within.short", { s })))),
          h("tbody", {}, board.queues.map((q) =>
            h("tr", { class: q.waiting ? "has-waiting" : "", "data-key": q.name },
              h("th", { scope: "row" }, q.name, q.urgent ? h("span", { class: "tag warn" }, t("urgent")) : null),
              h("td", { class: "num" }, String(q.waiting)),
              h("td", {}, longest(q), expected(q) ? h("span", { class: "muted", title: t("board.expected.title") }, ` · ${expected(q)}`) : null),
              h("td", { class: q.promised ? "num" : "num muted" }, q.promised ? String(q.promised) : "–"),
              h("td", { class: "num", title: formula(q, board.level) }, share(q.inTime, q.answered))))),
        ),
  ];
}

/** The colleagues, small. */
export function colleagueList(board, myId) {
  const others = board.agents.filter((a) => a.id !== myId && a.state !== "offline");
  return [
    h("h2", {}, t("colleagues")),
    others.length === 0
      ? h("p", { class: "muted" }, t("board.no-colleague"))
      : h("ul", { class: "people" }, others.map((a) =>
          h("li", { "data-key": a.id }, h("span", { class: "person" }, a.name), h("span", {}, h("span", { class: `mini state-${a.state}` }, STATES[a.state] ?? a.state), " ", timer(h("span", { class: "num muted" }), "up", a.since))))),
  ];
}

/** A large card for each queue. */
export function queueCards(board) {
  const s = Math.round(board.level / 1000);
  return h(
    "section",
    { class: "wall-queues", "aria-label": t("queues") },
    board.queues.map((q) => {
      const mine = board.agents.filter((a) => a.queues.includes(q.name));
      const count = (state) => mine.filter((a) => a.state === state).length;
      return h(
        "article",
        { class: `card queue${q.waiting ? " has-waiting" : ""}`, "data-key": q.name },
        h("h2", {}, q.name, q.urgent ? h("span", { class: "tag warn" }, t("urgent")) : null),
        h("div", { class: "queue-big" },
          figure(t("board.waiting"), String(q.waiting), t("board.waiting.title")),
          figure(t("board.longest-wait"), longest(q), t("board.longest.title")),
          figure(t("board.within", { s }), share(q.inTime, q.answered), formula(q, board.level))),
        h("div", { class: "queue-small" },
          small(t("board.offered"), q.offered), small(t("board.answered"), q.answered), small(t("board.abandoned"), q.abandoned), small(t("board.sent-on"), q.sentOn),
          small(t("call-backs"), q.promised),
          expected(q) ? small(t("board.expected"), expected(q), t("board.expected.title")) : null),
        today(q.today),
        h("div", { class: "queue-agents" },
          ["ready", "offered", "talking", "wrap-up", "not-ready"]
            .filter((state) => state !== "offered" || count(state) > 0)
            .map((state) => h("span", { class: `mini state-${state}` }, t("board.state-count", { count: count(state), state: STATES[state].toLocaleLowerCase(language) })))),
      );
    }),
  );
}

/** What reports say of today; the figures above it count since the start. */
function today(d) {
  if (!d) {
    return null;
  }
  const level = d.level === undefined ? "–" : `${Math.round(100 * d.level)} %`;
  return h("p", { class: "today" }, t("board.today", { offered: d.offered, answered: d.answered, abandoned: d.abandoned, short: d.short, level, asa: d.asa === undefined ? "–" : Math.round(d.asa), aht: d.aht === undefined ? "–" : Math.round(d.aht) }));
}

function figure(name, value, title) {
  return h("div", { class: "figure", title }, h("span", { class: "figure-value" }, value), h("span", { class: "figure-name" }, name));
}

function small(name, value, title = "") {
  return h("div", { title }, h("span", { class: "num" }, String(value)), h("span", { class: "muted" }, name));
}

/** Everybody, by state; reasons, times and calls where the server sent them; orders(agent) makes the button of what can be done. */
export function agentTable(board, orders = null) {
  const order = ["talking", "offered", "wrap-up", "ready", "not-ready", "offline"];
  const rank = (a) => order.indexOf(a.state);
  const people = [...board.agents].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return h(
    "section",
    { class: "card panel wall-agents", "aria-label": t("agents") },
    h("h2", {}, t("agents")),
    h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, h("th", {}, t("board.name")), h("th", {}, t("board.state")), board.whole ? h("th", {}, t("board.for")) : null, board.whole ? h("th", {}, t("board.call")) : null, h("th", {}, t("queues")), orders ? h("th", {}, "") : null)),
      h("tbody", {}, people.map((a) =>
        h("tr", { class: a.state === "offline" ? "is-off" : "", "data-key": a.id },
          h("th", { scope: "row" }, a.name),
          h("td", {}, h("span", { class: `mini state-${a.state}` }, STATES[a.state] ?? a.state), a.reason ? h("span", { class: "muted" }, ` ${a.reason}`) : null,
            board.whole && !a.reachable && a.state !== "offline" ? h("span", { class: "tag warn" }, t("board.no-phone")) : null),
          board.whole ? h("td", {}, a.state === "offline" ? "" : timer(h("span", { class: "num" }), "up", a.since)) : null,
          board.whole ? h("td", {}, inHand(a.call)) : null,
          h("td", { class: "muted" }, a.queues.join(", ")),
          orders ? h("td", {}, orders(a)) : null)))),
  );
}

function inHand(call) {
  return call ? [...caller(call), call.supervised ? h("span", { class: "tag supervised" }, t(`beside.other.${call.supervised.as}`, { by: call.supervised.name })) : null] : [];
}

function caller(call) {
  return [call.customer || call.number || t("mail.withheld"), h("span", { class: "muted" }, ` ${call.queue === "direct" ? "" : call.queue}`)];
}
