// Having a caller forgotten: what there is, a second thought, and the proof.

import { me, post } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, said, t } from "./i18n.js";
import { notice, told } from "./notice.js";

const number = h("input", { id: "number", type: "text", maxlength: "64", required: true, autocomplete: "off", "aria-describedby": "number-hint" });
const answer = await me();
if (answer.body) {
  byId("to-desk").hidden = !answer.body.agent;
  fill(byId("ask"),
    h("h2", {}, t("admin.forget")),
    h("p", { class: "muted" }, t("admin.forget.about")),
    h("form", { class: "row", onsubmit: look },
      h("label", { class: "audit-field" }, h("span", {}, t("admin.forget.number")), number),
      h("button", { class: "button primary", type: "submit", id: "look" }, t("admin.forget.look"))),
    h("p", { class: "hint", id: "number-hint" }, t("admin.forget.number.hint")));
} else {
  notice(answer.error, "bad");
}

async function look(event) {
  event.preventDefault();
  const caller = number.value.trim();
  const found = await post("/api/admin/forget", { act: "look", caller });
  const panel = byId("found");
  panel.hidden = !told(found);
  if (panel.hidden) {
    return;
  }
  const { things } = found.body;
  fill(panel,
    h("h2", {}, t("admin.forget.found-of", { number: caller })),
    things.length ? list(things, "found") : h("p", { id: "nothing" }, t("admin.forget.nothing")),
    h("p", { class: "muted" }, t("admin.forget.for-good")),
    h("p", { class: "actions" },
      h("button", { class: "button danger", type: "button", id: "forget", onclick: (e) => sure(e.currentTarget, caller) }, t("admin.forget.do")),
      h("button", { class: "button quiet", type: "button", id: "keep", onclick: () => { panel.hidden = true; number.focus(); } }, t("admin.forget.keep"))));
  panel.focus();
}

function list(things, when) {
  return h("ul", { class: "section-list", id: "things" }, things.map((thing) =>
    h("li", { "data-kind": thing.kind }, t(`admin.forget.${when}.${thing.kind}`, { n: thing.count }))));
}

/** What cannot be taken back needs a second click. */
async function sure(button, caller) {
  if (!button.classList.contains("sure")) {
    button.classList.add("sure");
    button.textContent = t("admin.forget.sure", { number: caller });
    return;
  }
  button.disabled = true; // it may take a while
  button.textContent = t("admin.forget.busy");
  const done = await post("/api/admin/forget", { act: "forget", caller });
  if (!told(done)) {
    button.disabled = false;
    return;
  }
  number.value = "";
  show(done.body);
}

function show({ things, remarks, proof }) {
  fill(byId("found"),
    h("h2", { id: "forgotten" }, t("admin.forget.done")),
    h("p", {}, t("admin.forget.keys")),
    list(things, "gone"),
    remarks.map((remark) => h("p", {}, said(remark))),
    proof ? proven(proof) : h("p", { class: "muted", id: "proof" }, t("admin.forget.too-short")));
  byId("found").focus();
}

function proven({ files, bytes, hits, unread }) {
  const size = bytes.toLocaleString(language);
  return h("div", { id: "proof" },
    h("h3", {}, t("admin.forget.proof")),
    h("p", hits.length ? { class: "warning" } : {}, t(hits.length ? "admin.forget.hits" : "admin.forget.clean", { files, bytes: size })),
    names(hits),
    unread.length ? [h("p", { class: "warning" }, t("admin.forget.unread")), names(unread)] : null);
}

const names = (files) => (files.length ? h("ul", {}, files.map((file) => h("li", { class: "code" }, file))) : null);
