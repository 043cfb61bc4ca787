// A customer as a line of a list.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** more comes behind; without it the name leads to the card. */
export function personLine(c, more = null) {
  const name = c.name || t("customer.no-name");
  return h(
    "li",
    { class: "person-line", "data-customer": c.id },
    more ? h("strong", {}, name) : h("a", { href: `/customers?id=${encodeURIComponent(c.id)}` }, name),
    h("span", { class: "muted" }, c.company),
    h("span", {}, c.numbers.join(", ")),
    c.vip ? h("span", { class: "tag" }, "VIP") : null,
    c.tags.map((tag) => h("span", { class: "tag" }, tag)),
    c.flags.map((flag) => h("span", { class: "tag warn" }, flag.name === "blocked" ? t("people.blocked") : t("people.abusive"))),
    more,
  );
}
