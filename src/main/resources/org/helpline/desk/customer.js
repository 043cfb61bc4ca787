// The screen pop: who is calling and what they chose.

import { clockText } from "./clock.js";
import { h } from "./dom.js";
import { language, said, t } from "./i18n.js";
import { languageName } from "./words.js";

/** The customers of the number: none, one, or several, each as a card. */
export function customers(pop) {
  if (pop.matches.length === 0) {
    return h(
      "div",
      { class: "nobody" },
      h("p", {}, pop.number ? t("customer.none") : t("customer.withheld")),
      pop.number ? h("a", { class: "link", id: "make-customer", href: `/customers?new=${encodeURIComponent(pop.number)}`, target: "_blank", rel: "noopener" }, t("people.make")) : null,
    );
  }
  const several = pop.matches.length > 1;
  return h(
    "div",
    { class: "customers" },
    several ? h("p", { class: "several" }, t("customer.several", { n: pop.matches.length })) : null,
    h("div", { class: several ? "customer-grid" : "" }, pop.matches.map((m) => customer(m, several))),
  );
}

function customer(match, isCompact) {
  return h(
    "article",
    { class: `customer${isCompact ? " compact" : ""}` },
    h(
      "div",
      { class: "customer-head" },
      h("span", { class: "avatar", "aria-hidden": "true" }, initials(match.name)),
      h("div", {}, h("h3", { class: "customer-name" }, match.name || t("customer.no-name")), h("p", { class: "muted" }, match.company)),
    ),
    warnings(match),
    match.id.startsWith("look-up:") ? null : h("a", { class: "link", href: `/customers?id=${encodeURIComponent(match.id)}`, target: "_blank", rel: "noopener" }, t("people.open")),
    h(
      "ul",
      { class: "tags" },
      SURE[match.sure] ? h("li", { class: `tag sure-${match.sure}`, title: said(match.why ?? "") }, SURE[match.sure]) : null,
      (match.tags ?? []).map((tag) => h("li", { class: "tag" }, tag)),
    ),
    match.sure === "doubtful" || match.id.startsWith("look-up:") ? h("p", { class: "muted" }, said(match.why)) : null,
    match.notes ? h("p", { class: "customer-notes" }, match.notes) : null,
    h(
      "dl",
      { class: "facts" },
      fact(t("customer.revenue"), match.revenue),
      fact(t("customer.satisfaction"), match.satisfaction),
      fact(t("customer.prefers"), match.language ? languageName(match.language) : ""),
      fact(t("customer.e-mail"), match.email),
    ),
    (match.orders ?? []).length ? h("div", { class: "contacts" }, h("h4", {}, t("people.orders")), h("ul", {}, match.orders.map((o) => h("li", {}, o)))) : null,
    contacts(match),
  );
}

/** Who transferred the caller here, and what they noted. */
export function handovers(pop) {
  return pop.handovers.map((from) =>
    h(
      "div",
      { class: "handover" },
      h("h4", {}, t("handover.by", { name: from.name })),
      h("p", { class: from.note ? "handover-note" : "muted" }, from.note || t("handover.no-note")),
    ),
  );
}

/** What the caller chose in the menus. */
export function choices(pop) {
  if (pop.choices.length === 0) {
    return null;
  }
  return h(
    "div",
    { class: "choices" },
    h("h4", {}, t("choices")),
    h(
      "ol",
      {},
      pop.choices.map((c) => h("li", {}, h("span", { class: "choice-label" }, c.label), c.value ? h("span", { class: "choice-value" }, c.value) : null)),
    ),
  );
}

const SURE = { certain: t("sure.certain"), likely: t("sure.likely"), "one-of": t("sure.one-of"), doubtful: t("sure.doubtful") };

function warnings(match) {
  return (match.flags ?? []).map((flag) => h("p", { class: "warning", role: "note" }, flag === "blocked" ? t("people.blocked") : t("people.abusive")));
}

/** Past interactions, newest first; what the file says of the last one comes behind them. */
function contacts(match) {
  const past = match.past ?? [];
  const told = match.lastContacts.slice(past.length);
  if (past.length + told.length === 0) {
    return null;
  }
  return h(
    "div",
    { class: "contacts" },
    h("h4", {}, t("customer.last-contacts")),
    h("ul", {}, past.map(pastLine), told.map((c) => h("li", {}, c))),
  );
}

function pastLine(p) {
  const talked = p.talked >= 1000 ? clockText(p.talked) : p.waited >= 1000 ? t("people.waited", { time: clockText(p.waited) }) : "";
  const words = [said(p.outcome), p.queue, p.agent, talked, p.score ? t("history.rated", { score: p.score }) : ""].filter(Boolean).join(", ");
  return h("li", { class: "past", "data-past": p.interaction }, h("time", { datetime: new Date(p.at).toISOString() }, dayText(p.at)), " ", words, p.code ? h("span", { class: "tag" }, p.code) : null);
}

function dayText(at) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

function fact(name, value) {
  return value ? h("div", {}, h("dt", {}, name), h("dd", {}, value)) : null;
}

function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words.length ? [words[0], words.length > 1 ? words.at(-1) : ""].map((w) => [...w][0] ?? "").join("").toUpperCase() : "?";
}
