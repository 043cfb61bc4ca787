// The call in hand: pop, timers, controls, note, wrap-up. Built once per call and then changed in place, so that a note that is
// being written is never lost to an event.

import { command } from "./api.js";
import { attributeField } from "./attribute.js";
import { clockText, now } from "./clock.js";
import { controlKey, drawBand, drawControls } from "./control.js";
import { choices, customers, handovers } from "./customer.js";
import { dialForm } from "./dial.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { notice, told } from "./notice.js";
import { earlier } from "./past.js";
import { playbook } from "./playbook.js";
import { tagField } from "./tags.js";
import { languageName } from "./words.js";

/** Notes that are being written, between the tabs of one desk. */
const drafts = new BroadcastChannel("helpline-drafts");

const tell = async (name, more) => told(await command(name, more));

/** The area when there is no call: one card, so that a number that is being typed is not lost. update(agent) brings it up to date. */
export function idleCard() {
  const title = h("h2");
  const more = h("p", { class: "muted" });
  const dial = dialForm();
  const element = h("div", {}, h("div", { class: "idle-mark", "aria-hidden": "true" }), title, more, dial);

  function update(agent) {
    const words = ["ready", "not-ready", "offline"].includes(agent.state) ? agent.state : "moment";
    element.className = `card idle idle-${agent.state}`;
    redraw(title, t(`idle.${words}`));
    redraw(more, t(`idle.${words}.more`));
    dial.hidden = agent.state === "offline";
  }
  return { element, update };
}

/** A card for one call. update(view) brings it up to date; leave() saves what was not saved. */
export function callCard(view, tags) {
  const id = view.call.interaction;
  const band = h("div", { class: "band-words" });
  const controls = h("div", { class: "controls" });
  const wrap = h("div", { class: "wrap" });
  const note = noteField(id, view.call);
  const codePicker = codeField(id, view.call);
  const tagPicker = tagField(id, tags);
  const guide = playbook(id);
  const work = h("div", { class: "call-work" }, note.element, h("div", {}, codePicker.element, tagPicker.element, attributeField(id)));
  const pop = h("div", { class: "pop", id: "pop" });
  const element = h(
    "article",
    { class: "card call", "data-interaction": id },
    h("div", { class: "band" }, band, controls),
    wrap,
    h("div", { class: "call-body" }, pop, guide.element, work),
  );
  let drawn = "";
  let drawnPop = "";

  function update(next) {
    const call = next.call;
    element.dataset.phase = call.phase;
    const popKey = JSON.stringify(call.pop);
    if (popKey !== drawnPop) {
      drawnPop = popKey; // a customer may be found only while the phone rings
      redraw(pop, ...popColumn(call.pop, call));
      earlier(pop, id);
    }
    const key = JSON.stringify([call.phase, call.since, call.talkingSince, call.heldSince, next.agent.until, controlKey(call), call.helpSince]);
    if (key !== drawn) {
      drawn = key;
      drawBand(band, next);
      drawControls(controls, next);
      drawWrap(wrap, next);
    }
    work.hidden = call.phase === "offered" && !call.dialled;
    element.querySelector(".waited").hidden = call.phase === "offered" || call.dialled; // the band counts it
    note.update(call);
    codePicker.update(call);
    tagPicker.update(call);
    guide.update(call);
  }
  update(view);
  return { id, element, update, tick: () => tickWrap(wrap, note), leave: note.save };
}

function popColumn(pop, call) {
  return [
    h(
      "div",
      { class: "caller" },
      h("p", { class: "caller-number", id: "caller" }, pop.number || t("call.withheld")),
      h(
        "ul",
        { class: "tags" },
        h("li", { class: "tag" }, h("span", { class: "tag-name" }, t("queue")), pop.queue),
        h("li", { class: "tag" }, h("span", { class: "tag-name" }, t("language")), languageName(pop.language)),
        h("li", { class: "tag waited" }, h("span", { class: "tag-name" }, t("call.waited")), clockText(call.waited)),
      ),
    ),
    ...handovers(pop),
    h("div", { class: "pop-grid" }, customers(pop), choices(pop)),
  ];
}

function drawWrap(wrap, view) {
  const until = view.agent.until;
  const isOn = view.call.phase === "wrap-up" && until;
  redraw(wrap, isOn ? h("progress", { class: "wrap-bar", max: until - view.agent.since, value: until - now(), "aria-label": t("call.wrap-left"), "data-until": until }) : null);
}

function tickWrap(wrap, note) {
  const bar = wrap.querySelector("progress");
  if (bar) {
    const left = Number(bar.dataset.until) - now();
    bar.value = Math.max(0, left);
    if (left < 2500) {
      note.save(); // once wrap-up is over the house takes no note any more
    }
  }
}

function noteField(id, call) {
  let saved = call.note;
  let pause;
  const state = h("span", { class: "muted note-state", role: "status" });
  const text = h("textarea", { id: "note", rows: "3", maxlength: "4000", placeholder: t("note.placeholder") });
  text.value = saved;
  const save = async () => {
    const value = text.value.trim();
    if (value === "" || value === saved.trim()) {
      return;
    }
    clearTimeout(pause);
    state.textContent = t("note.saving");
    const before = saved;
    saved = value;
    const answer = await command("note", { interaction: id, text: value });
    if (answer.error) {
      saved = before;
      state.textContent = t("note.not-saved");
      notice(answer.error, "bad");
    } else {
      state.textContent = t("note.saved");
    }
  };
  text.addEventListener("change", save);
  drafts.onmessage = ({ data }) => {
    if (data.id === id && !document.hasFocus()) {
      text.value = data.text; // the same desk in another tab: what is being written there is seen here
    }
  };
  text.addEventListener("input", () => {
    drafts.postMessage({ id, text: text.value });
    state.textContent = t("note.not-saved-yet");
    clearTimeout(pause);
    pause = setTimeout(save, 4000);
  });
  text.addEventListener("keydown", (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { save(); } });
  const element = h("div", { class: "note" }, h("div", { class: "label-row" }, h("label", { for: "note" }, t("note")), state), text);
  // another tab of mine wrote: take it, unless I am writing here
  const update = (next) => {
    if (next.note.trim() === text.value.trim()) {
      saved = next.note; // another tab has saved what is here too
    }
    const isMine = document.activeElement === text || text.value.trim() !== saved.trim();
    if (next.note !== saved && !isMine) {
      text.value = next.note;
      saved = next.note;
    }
  };
  return { element, update, save };
}

function codeField(id, call) {
  const codes = call.codes;
  const buttons = codes.map((code) =>
    h("button", { class: "chip", type: "button", "aria-pressed": "false", "data-code": code, onclick: () => tell("wrap-up-code", { interaction: id, code }) }, code));
  const element = h("fieldset", { class: "codes" }, h("legend", {}, call.codeRequired ? t("code.required") : t("code")), h("div", { class: "chips code-chips" }, buttons));
  element.hidden = codes.length === 0;
  const update = (call) => buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.code === call.code)));
  return { element, update };
}
