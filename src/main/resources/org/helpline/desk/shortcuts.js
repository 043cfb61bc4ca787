// Keys for what an agent does all day: Alt with a letter, wherever the focus is; ? lists them.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** What each presses, or goes to. Alt with D, E and F are the browser's own. */
const KEYS = [
  ["A", "#answer", "shortcut.answer"],
  ["R", "#wrap-ready, #ready", "shortcut.ready"],
  ["H", "#hold, #resume", "shortcut.hold"],
  ["T", "#transfer summary", "shortcut.transfer"],
  ["J", "#join-all", "shortcut.join-all"],
  ["U", "#hang-up", "shortcut.hang-up"],
  ["N", "#note", "shortcut.note"],
  ["C", ".code-chips .chip", "shortcut.code"],
  ["G", "#tag", "shortcut.tag"],
  ["S", ".playbook-steps .step:not(.done) input", "shortcut.step"],
  ["K", "#kb-search", "shortcut.kb"],
  ["P", "#help", "shortcut.help"],
  ["O", "#my-sound", "shortcut.my-sound"],
];

const GOES = "input, textarea, .chip"; // reached, not pressed: a code is chosen with open eyes

let list = null;

export function shortcuts() {
  addEventListener("keydown", (event) => {
    const key = event.altKey && !event.ctrlKey && !event.metaKey && KEYS.find(([letter]) => event.code === `Key${letter}`);
    if (key) {
      event.preventDefault();
      press(key[1]);
    } else if (event.key === "?" && !event.target.closest("input, textarea, select")) {
      show();
    }
  });
}

function press(selector) {
  const target = [...document.querySelectorAll(selector)].find((e) => !e.disabled && e.checkVisibility());
  target?.focus();
  if (target && !target.matches(GOES)) {
    target.click();
  }
}

function show() {
  list ??= h("dialog", { class: "card kb-article", id: "shortcuts", "aria-label": t("shortcuts") },
    h("h2", {}, t("shortcuts")),
    h("dl", { class: "keys" }, KEYS.map(([letter, , words]) => h("div", {}, h("dt", {}, h("kbd", {}, `Alt+${letter}`)), h("dd", {}, t(words))))),
    h("button", { class: "button primary", type: "button", autofocus: true, onclick: () => list.close() }, t("kb.close")));
  document.body.append(list);
  list.showModal();
}
