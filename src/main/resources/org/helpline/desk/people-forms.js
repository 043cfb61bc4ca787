// The forms of the customers' page.

import { post } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** In the order of the page. */
const FIELDS = ["name", "company", "language", "revenue", "satisfaction", "last_contact", "vip", "tags", "orders", "notes"];

/** An input with its label. */
export function field(label, input, kind = "") {
  return h("label", { class: kind }, h("span", {}, label), input);
}

/** A new customer, with the number that called. */
export function newForm(number) {
  const name = h("input", { id: "new-name", required: true, maxlength: "500", autocomplete: "off" });
  const company = h("input", { id: "new-company", maxlength: "500", autocomplete: "off" });
  const numbers = h("input", { id: "new-number", type: "tel", value: number, maxlength: "64", autocomplete: "off" });
  const email = h("input", { id: "new-email", type: "email", maxlength: "200", autocomplete: "off" });
  const send = async (e) => {
    e.preventDefault();
    const made = await post("/api/customers", {
      fields: { name: name.value, company: company.value },
      numbers: [numbers.value],
      emails: [email.value],
    });
    if (told(made)) {
      location.assign(`/customers?id=${encodeURIComponent(made.body.id)}`);
    }
  };
  return h(
    "div",
    {},
    h("h2", {}, t("people.new")),
    h(
      "form",
      { id: "new-form", onsubmit: send },
      field(t("people.field.name"), name),
      field(t("people.field.company"), company),
      field(t("people.number"), numbers),
      field(t("customer.e-mail"), email),
      h("button", { class: "button primary", type: "submit" }, t("people.save")),
    ),
  );
}

/** All fields of a customer; done(person) after saving, done(null) after leaving. */
export function editForm(person, done) {
  const inputs = new Map(FIELDS.map((name) => [name, fieldInput(name, person.fields[name])]));
  const send = async (e) => {
    e.preventDefault();
    const fields = {};
    inputs.forEach((input, name) => {
      if (input.value !== person.fields[name]) {
        fields[name] = input.value;
      }
    });
    const saved = await post(`/api/customers/${encodeURIComponent(person.id)}`, { fields });
    if (told(saved)) {
      done(saved.body);
    }
  };
  return h(
    "form",
    { id: "edit-form", onsubmit: send },
    FIELDS.map((name) => field(t(`people.field.${name}`), inputs.get(name), name === "notes" ? "wide" : "")),
    h("button", { class: "button primary", type: "submit" }, t("people.save")),
    h("button", { class: "button quiet", type: "button", onclick: () => done(null) }, t("people.cancel")),
  );
}

function fieldInput(name, value) {
  if (name === "vip") {
    const select = h("select", { id: "edit-vip" }, h("option", { value: "" }, t("people.no")), h("option", { value: "yes" }, t("people.yes")));
    select.value = value;
    return select;
  }
  if (name === "notes") {
    const area = h("textarea", { id: "edit-notes", rows: "3", maxlength: "4000" });
    area.value = value;
    return area;
  }
  return h("input", { id: `edit-${name}`, value, maxlength: "500", autocomplete: "off" });
}

/** A number or an address more. */
export function reachForm(person, done) {
  const kind = h("select", { id: "reach-kind" }, h("option", { value: "number" }, t("people.number")), h("option", { value: "email" }, t("customer.e-mail")));
  const value = h("input", { id: "reach-value", required: true, maxlength: "200", autocomplete: "off" });
  const send = async (e) => {
    e.preventDefault();
    const added = await post(`/api/customers/${encodeURIComponent(person.id)}/reaches`, { kind: kind.value, value: value.value, on: true });
    if (told(added)) {
      done(added.body);
    }
  };
  return h("form", { id: "reach-form", onsubmit: send }, field(t("people.kind"), kind), field(t("people.value"), value), h("button", { class: "button quiet", type: "submit" }, t("people.add")));
}

/** Blocks a customer or calls them abusive. */
export function flagForm(person, done) {
  const flag = h("select", { id: "flag" }, h("option", { value: "blocked" }, t("people.blocked")), h("option", { value: "abusive" }, t("people.abusive")));
  const number = h("select", { id: "flag-number" }, h("option", { value: "" }, t("people.all-numbers")), person.numbers.map((n) => h("option", { value: n }, n)));
  const why = h("input", { id: "flag-why", required: true, maxlength: "200", autocomplete: "off" });
  const hours = h("input", { id: "flag-hours", type: "number", min: "0", max: "87600", step: "any", value: "0" });
  const send = async (e) => {
    e.preventDefault();
    const raised = await post(`/api/customers/${encodeURIComponent(person.id)}/flags`, {
      flag: flag.value,
      number: number.value,
      on: true,
      why: why.value,
      hours: Number(hours.value),
    });
    if (told(raised)) {
      done(raised.body);
    }
  };
  return h(
    "form",
    { id: "flag-form", onsubmit: send },
    field(t("people.flag"), flag),
    field(t("people.flag.of"), number),
    field(t("people.flag.why"), why),
    field(t("people.flag.hours"), hours),
    h("button", { class: "button danger", type: "submit" }, t("people.flag.raise")),
  );
}
