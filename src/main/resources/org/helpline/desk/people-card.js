// One customer: what is known, how to reach them, warnings, who was found to be the same.

import { get, post } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { notice, told } from "./notice.js";
import { editForm, field, flagForm, reachForm } from "./people-forms.js";
import { personLine } from "./people-line.js";
import { timeline } from "./timeline.js";

let isSupervisor = false;

/** Draws the card of a customer and the timeline below it. */
export async function card(id, supervisor) {
  isSupervisor = supervisor;
  const found = await get(`/api/customers/${encodeURIComponent(id)}`);
  if (!told(found)) {
    return;
  }
  document.title = `${found.body.name} · Helpline`;
  draw(found.body);
  await timeline(byId("timeline"), found.body.id);
}

function draw(person) {
  const place = byId("customer");
  place.hidden = false;
  fill(
    place,
    h("h2", { id: "customer-name" }, person.name || t("customer.no-name")),
    h("p", { class: "muted" }, [person.company, person.id].filter(Boolean).join(" · ")),
    flags(person),
    h("ul", { class: "tags" }, person.vip ? h("li", { class: "tag" }, "VIP") : null, person.tags.map((tag) => h("li", { class: "tag" }, tag))),
    facts(person),
    h(
      "div",
      { class: "actions" },
      h("button", { class: "button quiet", type: "button", id: "edit", onclick: () => edit(person) }, t("people.edit")),
      isSupervisor ? h("a", { class: "button quiet", href: `/api/customers/${encodeURIComponent(person.id)}/export`, download: "customer.json" }, t("people.export.one")) : null,
    ),
    h("h3", {}, t("people.reaches")),
    h("ul", { id: "reaches" }, person.reaches.map((r) => reach(person, r))),
    reachForm(person, changed),
    isSupervisor ? [h("h3", {}, t("people.warnings")), flagForm(person, changed)] : null,
    person.merged.length || isSupervisor ? h("h3", {}, t("people.same")) : null,
    person.merged.length ? h("ul", { id: "merged" }, person.merged.map((m) => merged(person, m))) : null,
    isSupervisor ? mergeForm(person) : null,
  );
}

function changed(person) {
  notice(t("people.saved"));
  draw(person);
  timeline(byId("timeline"), person.id);
}

function edit(person) {
  const form = editForm(person, (saved) => (saved ? changed(saved) : draw(person)));
  fill(byId("customer"), h("h2", {}, person.name), form);
  form.querySelector("input").focus();
}

function facts(person) {
  const shown = ["language", "revenue", "satisfaction", "last_contact", "orders", "notes"];
  return h(
    "dl",
    { class: "facts" },
    shown
      .filter((name) => person.fields[name])
      .map((name) =>
        h("div", {}, h("dt", {}, t(`people.field.${name}`)), h("dd", { class: person.changed.includes(name) ? "changed-field" : "" }, person.fields[name]))),
  );
}

function flags(person) {
  return person.flags.map((flag) =>
    h(
      "p",
      { class: "warning" },
      flag.name === "blocked" ? t("people.blocked") : t("people.abusive"),
      ` · ${[flag.number, flag.why, flag.by, flag.until ? t("people.until", { time: day(flag.until) }) : ""].filter(Boolean).join(" · ")} `,
      isSupervisor ? h("button", { class: "button quiet", type: "button", onclick: () => takeOff(person, flag) }, t("people.flag.off")) : null,
    ));
}

async function takeOff(person, flag) {
  await tell(person, "flags", { flag: flag.name, number: flag.number, on: false });
}

function reach(person, r) {
  return h(
    "li",
    { class: "person-line" },
    h("span", { class: "muted" }, r.kind === "number" ? t("people.number") : t("customer.e-mail")),
    h("span", {}, r.value),
    h("button", {
      class: "button quiet line-end",
      type: "button",
      "aria-label": t("people.remove.one", { what: r.value }),
      onclick: () => tell(person, "reaches", { kind: r.kind, value: r.value, on: false }),
    }, t("people.remove")),
  );
}

function merged(person, m) {
  return h(
    "li",
    { class: "person-line" },
    h("span", {}, `${m.name} (${m.other})`),
    h("span", { class: "muted" }, `${m.by}, ${day(m.at)}`),
    isSupervisor ? h("button", { class: "button quiet line-end", type: "button", onclick: () => tell(person, "split", { merge: m.merge }) }, t("people.split")) : null,
  );
}

function mergeForm(person) {
  const words = h("input", { id: "merge-words", type: "search", maxlength: "100", autocomplete: "off" });
  const list = h("ul", { id: "merge-found", "aria-live": "polite" });
  const find = async (e) => {
    e.preventDefault();
    const found = await get(`/api/customers?q=${encodeURIComponent(words.value)}`);
    if (told(found)) {
      fill(list, found.body.customers.filter((c) => c.id !== person.id).map((c) =>
        personLine(c, h("button", { class: "button quiet line-end", type: "button", onclick: () => preview(person, c.id, list) }, t("people.merge.look")))));
    }
  };
  return h("div", {}, h("form", { id: "merge-form", onsubmit: find }, field(t("people.merge.find"), words), h("button", { class: "button quiet", type: "submit" }, t("people.find"))), list);
}

/** Both side by side, before they are one. */
async function preview(person, id, list) {
  const other = await get(`/api/customers/${encodeURIComponent(id)}`);
  if (!told(other)) {
    return;
  }
  const side = (p, label) => h("div", {}, h("h4", {}, label), h("p", {}, p.name), facts(p), h("p", { class: "muted" }, p.reaches.map((r) => r.value).join(", ")));
  const confirm = h("button", { class: "button danger", type: "button", id: "merge-confirm", onclick: () => tell(person, "merge", { other: id }) }, t("people.merge.confirm"));
  fill(list, h("li", { class: "two" }, side(person, t("people.merge.kept")), side(other.body, t("people.merge.other"))), h("li", {}, confirm));
  confirm.focus();
}

async function tell(person, what, body) {
  const done = await post(`/api/customers/${encodeURIComponent(person.id)}/${what}`, body);
  if (told(done)) {
    changed(done.body);
  }
}

function day(at) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
