// The queue board.

import { me, post } from "./api.js";
import { agentTable, queueCards } from "./board.js";
import { callbackList } from "./callbacks.js";
import { everyTick, now } from "./clock.js";
import { byId, fill, h } from "./dom.js";
import { helpCalls } from "./help.js";
import { language, t } from "./i18n.js";
import { connection, notice, told } from "./notice.js";
import { scoreBoard } from "./scores.js";
import { listen } from "./stream.js";

let callbacks = null;

const answer = await me();
const person = answer.body;
if (person) {
  byId("to-desk").hidden = !person.agent;
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
  if (person.supervisor) {
    const scores = scoreBoard(byId("scores"));
    scores.refresh();
    setInterval(scores.refresh, 15000);
  }
  listen({ event: () => {}, board, link: (isUp) => connection(isUp, t("connection.figures-stand")), version }, "board");
} else {
  notice(answer.error, "bad");
}

function board(lines) {
  fill(
    byId("wall"),
    lines.queues.length ? queueCards(lines) : h("p", { class: "card panel muted" }, t("board.no-queue")),
    agentTable(lines),
  );
  helpCalls(lines);
  callbacks.refresh();
}

function version(current) {
  if (current !== person.version) {
    location.reload();
  }
}
