// The agent's desk: what the events say is drawn here, and nothing else is remembered.

import { me, post } from "./api.js";
import { drawAnnouncements } from "./announcements.js";
import { colleagueList, queueTable } from "./board.js";
import { callCard, idleCard } from "./call.js";
import { callbackList } from "./callbacks.js";
import { everyTick } from "./clock.js";
import { byId, fill, h, redraw } from "./dom.js";
import { helpCalls } from "./help.js";
import { drawHistory } from "./history.js";
import { said, t } from "./i18n.js";
import { knowledge } from "./kb.js";
import { mailbox } from "./mailbox.js";
import { mySound } from "./my-sound.js";
import { clearNotices, connection, notice, told } from "./notice.js";
import { phone } from "./phone.js";
import { drawPhone } from "./phone-strip.js";
import { quiet, ring, soundButton } from "./ring.js";
import { shortcuts } from "./shortcuts.js";
import { drawStatus, title } from "./status.js";
import { listen } from "./stream.js";

let view = null;
let card = null;
let idle = null;
let drawnStatus = "";
let callbacks = null;
let kb = null;

const answer = await me();
const person = answer.body;
if (person) {
  fill(byId("who"), h("span", { class: "who-name" }, person.name), h("span", { class: "muted" }, person.administrator ? t("role.administrator") : person.supervisor ? t("role.supervisor") : t("role.agent")));
  soundButton(byId("sound"));
  mySound(byId("my-sound"));
  byId("logout").addEventListener("click", logOut);
  shortcuts();
  everyTick(tick);
  setInterval(() => { if (!view?.call) { drawHistory(byId("history")); } }, 30000); // scores come after the call
  callbacks = callbackList(byId("callbacks"), { supervisor: person.supervisor });
  callbacks.refresh();
  kb = knowledge(byId("kb"));
  const box = mailbox(byId("mailbox"), { supervisor: person.supervisor, few: true });
  box.refresh();
  phone.begin(byId("phone-sound"), phoneChanged);
  listen({ event, board, messages: box.refresh, link: (isUp) => { connection(isUp); if (isUp) { box.refresh(); } }, version });
} else {
  notice(answer.error, "bad");
}

function event(message) {
  const before = view?.call;
  view = message.view;
  phone.update(view);
  draw();
  phoneChanged();
  const isNewOffer = view.call?.phase === "offered" && !view.call.dialled && before?.interaction !== view.call.interaction;
  if (isNewOffer) {
    clearNotices();
    ring();
    announce(view.call.pop, "announce.offer");
  } else if (view.call?.phase !== "offered") {
    quiet();
  }
  if (message.type === "pop-completed" && view.call) {
    announceMore(before?.pop, view.call.pop);
  }
  notice(said(message.notice));
  if ((before && !view.call) || message.type === "view") {
    drawHistory(byId("history"));
  }
}

function phoneChanged() {
  if (view?.call) {
    card?.update(view);
  }
  drawPhone(byId("phone"), ["offered", "calling", "talking", "held"].includes(view?.call?.phase));
}

function announce(pop, key) {
  byId("announce").textContent = t(key, { who: pop.matches[0]?.name || pop.number || t("announce.withheld"), queue: pop.queue });
}

function announceMore(before, pop) {
  const from = pop.handovers.at(-1);
  if (from?.note && from.note !== before?.handovers.at(-1)?.note) {
    byId("announce").textContent = t("announce.notes", { name: from.name, note: from.note });
  } else {
    announce(pop, "announce.caller");
  }
}

function draw() {
  const status = JSON.stringify([view.agent, view.call?.phase]);
  if (status !== drawnStatus) {
    drawnStatus = status;
    drawStatus(byId("status"), view, person.reasons);
  }
  const id = view.call?.interaction ?? null;
  if (card && card.id !== id) {
    card.leave();
  }
  if (!view.call) {
    card = null;
    drawIdle();
  } else if (card?.id === id) {
    card.update(view);
  } else {
    card = callCard(view, person.tags);
    fill(byId("work"), card.element);
  }
  kb.suggest(view.call);
  document.body.dataset.state = view.agent.state;
}

function drawIdle() {
  idle ??= idleCard();
  idle.update(view.agent);
  if (!idle.element.isConnected) {
    fill(byId("work"), idle.element);
  }
}

function board(lines) {
  drawAnnouncements(lines);
  redraw(byId("queues"), ...queueTable(lines));
  redraw(byId("colleagues"), ...colleagueList(lines, person.agent));
  helpCalls(lines);
  callbacks.refresh();
}

function tick() {
  if (view) {
    card?.tick();
    const text = title(view);
    if (document.title !== text) {
      document.title = text;
    }
  }
}

function version(current) {
  if (current !== person.version && !view?.call) {
    location.reload();
  }
}

async function logOut() {
  if (told(await post("/logout", {}))) {
    location.assign("/login");
  }
}

// a menu closes on Escape and on a click elsewhere
addEventListener("keydown", (e) => { if (e.key === "Escape") { closeMenus(null); } });
addEventListener("click", (e) => closeMenus(e.target));

function closeMenus(except) {
  document.querySelectorAll("details.menu-holder[open]").forEach((menu) => {
    if (!except || !menu.contains(except)) {
      menu.open = false;
    }
  });
}
