// The queue board.

import { get, me, post } from "./api.js";
import { drawAlarms } from "./alarms.js";
import { announcer, drawAnnouncements } from "./announcements.js";
import { agentTable, queueCards } from "./board.js";
import { callbackList } from "./callbacks.js";
import { everyTick, now } from "./clock.js";
import { byId, h, redraw } from "./dom.js";
import { helpCalls } from "./help.js";
import { language, t } from "./i18n.js";
import { connection, notice, told } from "./notice.js";
import { agentOrders, more, offer } from "./orders.js";
import { soundButton } from "./ring.js";
import { scoreBoard } from "./scores.js";
import { listen } from "./stream.js";
import { urgentSwitches } from "./urgent.js";
import { waitingLists } from "./waiting.js";

let callbacks = null;
let waiting = null;

const answer = await me();
const person = answer.body;
if (person) {
  byId("to-desk").hidden = !person.agent;
  byId("to-admin").hidden = !person.administrator;
  byId("to-scripts").hidden = !person.supervisor;
  byId("logout").addEventListener("click", async () => {
    if (told(await post("/logout", {}))) {
      location.assign("/login");
    }
  });
  everyTick(() => {
    byId("wall-clock").textContent = new Date(now()).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  });
  callbacks = callbackList(byId("callbacks"), { supervisor: person.supervisor });
  callbacks.refresh();
  waiting = waitingLists(byId("waiting"), { supervisor: person.supervisor });
  soundButton(byId("sound"));
  if (person.supervisor) {
    const targets = await get("/api/targets");
    announcer(byId("announcer"), targets.body?.queues ?? []);
    const scores = scoreBoard(byId("scores"));
    scores.refresh();
    setInterval(scores.refresh, 15000);
  }
  listen({ event: () => {}, board, link: (isUp) => connection(isUp, t("connection.figures-stand")), version }, "board");
} else {
  notice(answer.error, "bad");
}

function board(lines) {
  offer(lines, person.reasons, person.account);
  redraw(
    byId("wall"),
    lines.queues.length ? queueCards(lines) : h("p", { class: "card panel muted" }, t("board.no-queue")),
    agentTable(lines, lines.whole ? (agent) => more(`agent-${agent.id}`, t("orders.of", { name: agent.name }), () => agentOrders(agent)) : null),
  );
  helpCalls(lines);
  callbacks.refresh();
  waiting.refresh(lines);
  drawAlarms(byId("alarms"), lines);
  drawAnnouncements(lines, person.supervisor);
  if (person.supervisor) {
    urgentSwitches(byId("urgent"), lines);
  }
}

function version(current) {
  if (current !== person.version) {
    location.reload();
  }
}
