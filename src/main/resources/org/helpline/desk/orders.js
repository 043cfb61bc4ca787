// What a supervisor does with an agent or a call: one dialog for each, reached by a button in the lists.

import { get, post } from "./api.js";
import { besideAgent } from "./beside.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

let board = { queues: [], agents: [] };
let reasons = [];
let account = "";
let beside = null;
let drawn = null; // whose dialog it is, and the call that they were in then
const dialog = h("dialog", { class: "card orders", id: "orders", "aria-labelledby": "orders-title" });

/** What the dialogs offer: the board as it is, the reasons for not being ready, and whose dialogs they are. */
export function offer(lines, known, mine) {
  board = lines;
  reasons = known;
  account = mine;
  beside?.update(lines.agents.find((a) => a.id === beside.agent));
  anew(lines.agents.find((a) => a.id === drawn?.agent));
}

const talk = (agent) => (agent.call && ["talking", "held"].includes(agent.call.phase) ? agent.call.id : "");

/** An agent whose dialog is open has another call, or none any more: it is drawn anew, unless somebody is about to change something in it. */
function anew(agent) {
  if (agent && dialog.open && talk(agent) !== drawn.talk && !dialog.querySelector("input:focus, select:focus")) {
    agentOrders(agent);
  }
}

/** A small button that opens something. */
export function more(key, label, open) {
  return h("button", { class: "button quiet more", type: "button", "data-key": key, "aria-haspopup": "dialog", "aria-label": label, onclick: open }, "⋯");
}

async function order(act, fields) {
  const answer = await post("/api/supervise", { act, ...fields });
  if (answer.error) {
    refused(answer.error); // a notice would be behind the dialog
  } else {
    dialog.close();
  }
}

const refused = (sentence) => {
  byId("orders-refusal").textContent = sentence;
};

function show(title, ...parts) {
  if (!dialog.isConnected) {
    document.body.append(dialog);
  }
  fill(dialog,
    h("h2", { id: "orders-title" }, title),
    ...parts.flat(Infinity),
    h("p", { class: "orders-refusal", id: "orders-refusal", role: "alert" }),
    h("p", {}, h("button", { class: "button", type: "button", onclick: () => dialog.close() }, t("orders.close"))));
  if (!dialog.open) {
    dialog.showModal();
  }
}

const button = (name, label, act, kind = "quiet") => h("button", { class: `button ${kind}`, type: "button", "data-order": name, onclick: act }, label);

/** A choice and the button that does it. */
function choice(name, label, values, act) {
  const select = h("select", { "aria-label": label, "data-choice": name }, values.map(([value, text]) => h("option", { value }, text)));
  return values.length === 0 ? null : h("p", { class: "orders-line" }, select, button(name, label, () => act(select.value)));
}

/** What cannot be taken back needs a second click. */
function hangUp(id) {
  const end = button("hang-up", t("orders.end"), () => {
    if (end.classList.contains("sure")) {
      order("hang-up", { id });
    } else {
      end.classList.add("sure");
      end.textContent = t("orders.end.sure");
    }
  }, "danger");
  return h("p", {}, end);
}

function callParts(id, queue, waits) {
  const queues = board.queues.filter((q) => !waits || q.name !== queue).map((q) => [q.name, q.name]);
  const ready = board.agents.filter((a) => a.state === "ready").map((a) => [a.id, a.name]);
  return [
    waits ? h("p", {}, button("first", t("orders.first"), () => order("first", { id }))) : null,
    choice("move", t("orders.move"), queues, (to) => order("move", { id, queue: to })),
    choice("assign", t("orders.assign"), ready, (agent) => order("assign", { id, agent })),
    ready.length === 0 ? h("p", { class: "muted" }, t("orders.nobody-ready")) : null,
    hangUp(id),
  ];
}

/** For somebody who waits. */
export function callOrders(line, name) {
  beside = null;
  drawn = null;
  show(t("orders.call", { name }), callParts(line.id, line.queue, true));
}

/** For an agent, and the call in hand. */
export async function agentOrders(agent) {
  drawn = { agent: agent.id, talk: talk(agent) };
  const answer = await get(`/api/supervise?agent=${encodeURIComponent(agent.id)}`);
  if (!told(answer)) {
    return;
  }
  const force = (state, reason) => order("force", { agent: agent.id, state, reason });
  const talks = talk(agent) !== "";
  const listening = talks && agent.id !== account ? besideAgent(agent, account, refused) : null;
  beside = listening && { agent: agent.id, update: listening.update };
  show(agent.name,
    agent.state === "offline" ? h("p", { class: "muted" }, t("orders.off-duty")) : [
      h("p", { class: "orders-line" },
        button("ready", t("orders.ready"), () => force("ready")),
        agent.state === "wrap-up" ? button("end-wrap-up", t("orders.end-wrap-up"), () => force("end-wrap-up")) : null,
        button("offline", t("orders.log-out"), () => force("offline"))),
      choice("not-ready", t("orders.not-ready"), reasons.map((r) => [r, r]), (reason) => force("not-ready", reason)),
      talks ? h("p", { class: "muted" }, t("orders.after-call")) : null,
    ],
    listening?.element,
    talks ? [h("h3", {}, t("orders.call", { name: agent.call.customer || agent.call.number || t("mail.withheld") })), callParts(agent.call.id, agent.call.queue, false)] : null,
    duties(agent, answer.body));
}

function duties(agent, now) {
  const boxes = now.allQueues.map((queue) => {
    const box = h("input", { type: "checkbox", value: queue });
    box.checked = now.queues.includes(queue);
    return box;
  });
  const skills = h("input", { type: "text", id: "orders-skills", value: Object.entries(now.skills).map(([skill, level]) => `${skill}:${level}`).join(", ") });
  const save = () => order("reassign", { agent: agent.id, queues: boxes.filter((b) => b.checked).map((b) => b.value), skills: levels(skills.value) });
  return [
    h("h3", {}, t("orders.duties")),
    h("fieldset", { class: "orders-queues" }, h("legend", {}, t("queues")), boxes.map((box) => h("label", {}, box, ` ${box.value}`))),
    h("p", {}, h("label", { for: "orders-skills" }, t("orders.skills")), " ", skills),
    h("p", { class: "muted" }, t(now.forNow ? "orders.is-for-now" : "orders.for-now")),
    h("p", { class: "orders-line" },
      button("reassign", t("orders.save"), save, "primary"),
      now.forNow ? button("as-written", t("orders.as-written"), () => order("as-written", { agent: agent.id })) : null),
  ];
}

/** "german:4, billing" with 3 where no level is given. */
function levels(text) {
  return Object.fromEntries(text.split(",").map((part) => part.trim()).filter((part) => part).map((part) => {
    const [skill, level] = part.split(":").map((word) => word.trim());
    return [skill, Number(level ?? 3) || 0];
  }));
}
