// The playbook of the call in hand: steps to tick, with links and notes. Rows are kept while they are shown, so that a note that is being
// written is never lost to an event.

import { command } from "./api.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** The panel for one call; update(call) brings it up to date. */
export function playbook(id) {
  const title = h("h4", {}, "");
  const count = h("span", { class: "muted", role: "status", id: "playbook-count" });
  const list = h("ol", { class: "playbook-steps" });
  const element = h("section", { class: "playbook", id: "playbook", "aria-label": t("playbook") }, h("div", { class: "label-row" }, title, count), list);
  const rows = new Map();

  function update(call) {
    const guide = call.playbook;
    element.hidden = !guide;
    if (!guide) {
      return;
    }
    title.textContent = guide.title;
    redraw(list, guide.steps.map((s) => (rows.get(s.id) ?? made(s)).element));
    guide.steps.forEach((s) => rows.get(s.id).update(s, call.phase));
    const done = guide.steps.filter((s) => s.done).length;
    count.textContent = t("playbook.count", { done, all: guide.steps.length });
  }

  function made(step) {
    const row = stepRow(id, step);
    rows.set(step.id, row);
    return row;
  }

  return { element, update };
}

function stepRow(interaction, first) {
  const name = `step-${first.id}`;
  let saved = first.note;
  let step = first;
  const tick = h("input", { type: "checkbox", id: name, "data-step": first.id, "aria-describedby": `${name}-more` });
  const note = h("textarea", { id: `${name}-note`, class: "step-note", rows: "1", maxlength: "1000", "aria-label": t("playbook.note-of", { step: first.title }), placeholder: t(first.wantsNote ? "playbook.note-wanted" : "playbook.note") });
  note.value = saved;
  note.hidden = !first.takesNote;
  const links = h("span", { class: "step-links" });
  const element = h("li", { class: "step", "data-key": first.id },
    h("label", { class: "step-head", for: name }, tick, h("span", {}, first.title), first.required ? h("span", { class: "tag" }, t("playbook.required")) : null),
    h("div", { class: "step-more", id: `${name}-more` }, first.text ? h("p", { class: "step-text" }, first.text) : null, links),
    note);

  async function save(done) {
    const text = note.value.trim();
    if (!told(await command("step", { interaction, step: first.id, done, note: text }))) {
      tick.checked = step.done; // the house knows better
      if (done && step.wantsNote && !text) {
        note.focus();
      }
      return;
    }
    saved = text;
  }
  tick.addEventListener("change", () => save(tick.checked));
  note.addEventListener("change", () => { if (step.done && note.value.trim() !== saved.trim()) { save(true); } });

  function update(next, phase) {
    step = next;
    tick.checked = next.done;
    tick.disabled = phase === "offered";
    note.disabled = phase === "offered";
    element.classList.toggle("done", next.done);
    if (next.note !== saved && document.activeElement !== note) {
      note.value = next.note; // another tab, or a colleague before me, wrote it
      saved = next.note;
    }
    redraw(links, next.links.map((l) => h("a", { class: "step-link", "data-key": l.url, href: l.url, target: "_blank", rel: "noreferrer" }, l.title)));
  }
  return { element, update };
}
