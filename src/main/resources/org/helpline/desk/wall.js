// The big screen: large, dark, the queues of ?queues=a,b or all, six at a time. It is watched, not used.

import { me } from "./api.js";
import { drawAlarms } from "./alarms.js";
import { drawAnnouncements } from "./announcements.js";
import { everyTick, now, timer } from "./clock.js";
import { byId, h, redraw } from "./dom.js";
import { language, t } from "./i18n.js";
import { connection, notice } from "./notice.js";
import { soundButton } from "./ring.js";
import { listen } from "./stream.js";
import { STATES } from "./words.js";

const AT_ONCE = 6;
const TURN_MS = 12_000;
const chosen = new URLSearchParams(location.search).get("queues")?.split(",").map((q) => q.trim()).filter((q) => q) ?? [];
let last = null;
let page = 0;

const answer = await me();
if (answer.body) {
  soundButton(byId("sound"));
  everyTick(() => {
    byId("wall-clock").textContent = new Date(now()).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  });
  listen({
    event: () => {},
    board: (lines) => { last = lines; draw(); },
    link: (isUp) => connection(isUp, t("connection.figures-stand")),
    version: (current) => { if (current !== answer.body.version) { location.reload(); } },
  }, "board");
  setInterval(() => { page += 1; draw(); }, TURN_MS);
} else {
  notice(answer.error, "bad");
}

function draw() {
  if (!last) {
    return;
  }
  const queues = last.queues.filter((q) => chosen.length === 0 || chosen.includes(q.name));
  const pages = Math.max(1, Math.ceil(queues.length / AT_ONCE));
  const shown = queues.slice((page % pages) * AT_ONCE, (page % pages + 1) * AT_ONCE);
  byId("big").dataset.count = String(shown.length);
  redraw(byId("big"), shown.length ? shown.map(card) : h("p", {}, t("board.no-queue")));
  byId("big-page").textContent = pages > 1 ? t("wall.page", { page: page % pages + 1, pages }) : "";
  drawAlarms(byId("alarms"), { alarms: last.alarms.filter((a) => chosen.length === 0 || chosen.includes(a.queue)) });
  drawAnnouncements(last);
}

function card(q) {
  const mine = last.agents.filter((a) => a.queues.includes(q.name));
  const count = (state) => mine.filter((a) => a.state === state).length;
  const alarmed = (what) => (last.alarms.some((a) => a.queue === q.name && a.what === what) ? " is-alarm" : "");
  const d = q.today;
  const percent = (x) => (x === undefined ? "–" : `${Math.round(100 * x)} %`);
  return h("article", { class: `big-card${q.waiting ? " has-waiting" : ""}`, "data-key": q.name, "data-queue": q.name },
    h("h2", {}, q.name),
    h("div", { class: "big-now" },
      big(t("board.waiting"), String(q.waiting), alarmed("waiting")),
      big(t("board.longest-wait"), q.waiting ? timer(h("span", {}), "up", q.oldest) : "–", alarmed("wait")),
      big(t("wall.level"), d ? percent(d.level) : percent(q.answered ? q.inTime / q.answered : undefined), alarmed("service-level")),
      big(STATES.ready, String(count("ready")), alarmed("agents"))),
    h("p", { class: "big-today" }, t(d ? "wall.today" : "wall.since-start", { offered: d?.offered ?? q.offered, answered: d?.answered ?? q.answered, abandoned: d?.abandoned ?? q.abandoned })),
    d ? h("p", { class: "big-today" }, t("wall.today-more", { short: d.short, asa: seconds(d.asa), aht: seconds(d.aht) })) : null);
}

const seconds = (s) => (s === undefined ? "–" : `${Math.floor(s / 60)}:${String(Math.round(s) % 60).padStart(2, "0")}`);

function big(name, value, more) {
  return h("div", { class: `big-figure${more}` }, h("span", { class: "big-value" }, value), h("span", { class: "big-name" }, name));
}
