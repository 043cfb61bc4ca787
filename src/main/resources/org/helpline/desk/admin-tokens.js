// Programs that may use the API: their tokens are made here, shown once, and ended.

import { get, me, post } from "./api.js";
import { whenText } from "./clock.js";
import { byId, fill, h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { notice, told } from "./notice.js";

const answer = await me();
if (answer.body) {
  byId("to-desk").hidden = !answer.body.agent;
  await load();
} else {
  notice(answer.error, "bad");
}

async function load() {
  const found = await get("/api/admin/tokens");
  if (!told(found)) {
    return;
  }
  const { scopes, mostDays, tokens } = found.body;
  if (!byId("make").childElementCount) {
    fill(byId("make"), h("h2", {}, t("admin.tokens.new")), makeForm(scopes, mostDays));
  }
  redraw(byId("tokens"),
    h("h2", {}, t("admin.tokens")),
    h("p", { class: "muted" }, t("admin.tokens.about")),
    tokens.length === 0 ? h("p", { id: "no-token" }, t("admin.tokens.none")) : h("ul", { class: "section-list" }, tokens.map(line)));
}

function line(token) {
  const now = Date.now();
  const words = [
    t("admin.tokens.made-by", { by: token.by, when: whenText(token.made) }),
    token.used ? t("admin.tokens.used", { when: whenText(token.used) }) : t("admin.tokens.unused"),
    token.expires ? t(token.expires < now ? "admin.tokens.over" : "admin.tokens.until", { when: new Date(token.expires).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }) }) : t("admin.tokens.for-ever"),
  ];
  const end = h("button", { class: "button quiet", type: "button", "data-end": token.name, onclick: (event) => sure(event.currentTarget, token.name) }, t("admin.tokens.end", { name: token.name }));
  return h("li", { "data-key": token.name, "data-token": token.name },
    h("b", {}, token.name),
    h("ul", { class: "tags" }, token.scopes.map((scope) => h("li", { class: "tag code" }, scope))),
    h("span", { class: "muted" }, words.join(" · ")),
    h("p", { class: "actions" }, end));
}

/** What cannot be taken back needs a second click. */
async function sure(button, name) {
  if (!button.classList.contains("sure")) {
    button.classList.add("sure");
    button.textContent = t("admin.tokens.end.sure", { name });
    return;
  }
  if (told(await post("/api/admin/tokens", { act: "end", name }))) {
    fill(byId("made"));
    notice(t("admin.tokens.ended", { name }));
  }
  await load();
}

function makeForm(scopes, mostDays) {
  const name = h("input", { id: "token-name", type: "text", maxlength: "32", pattern: "[a-z0-9][a-z0-9._\\-]*", required: true, autocomplete: "off", "aria-describedby": "token-name-hint" });
  const boxes = scopes.map((scope) => h("input", { type: "checkbox", value: scope, "aria-describedby": `scope-${scope}` }));
  const days = h("input", { id: "token-days", type: "number", min: "0", max: mostDays, value: "365", required: true, "aria-describedby": "token-days-hint" });
  const form = h("form", { id: "token-form" },
    h("p", { class: "admin-field" }, h("label", { for: "token-name" }, t("admin.tokens.name")), name, h("span", { class: "hint", id: "token-name-hint" }, t("admin.tokens.name.hint"))),
    h("fieldset", { class: "admin-field" }, h("legend", {}, t("admin.tokens.scopes")), boxes.map((box) =>
      h("div", { class: "scope" }, h("label", { class: "check code" }, box, box.value), h("span", { class: "hint", id: `scope-${box.value}` }, t(`admin.scope.${box.value.replace(":", "-")}`))))),
    h("p", { class: "admin-field" }, h("label", { for: "token-days" }, t("admin.tokens.days")), days, h("span", { class: "hint", id: "token-days-hint" }, t("admin.tokens.days.hint", { most: mostDays }))),
    h("button", { class: "button primary", type: "submit", id: "make-token" }, t("admin.tokens.make")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    const wanted = { act: "make", name: name.value.trim(), scopes: chosen.join(","), days: Number(days.value) };
    const made = await post("/api/admin/tokens", wanted);
    if (told(made)) {
      form.reset();
      show(wanted.name, made.body.secret);
      await load();
    }
  });
  return form;
}

/** The one time that anybody sees it. */
function show(name, secret) {
  fill(byId("made"), h("div", { class: "card panel made" },
    h("h2", {}, t("admin.made")),
    h("dl", {}, h("dt", {}, t("admin.made.name")), h("dd", { class: "code" }, name), h("dt", {}, t("admin.tokens.secret")), h("dd", { class: "code", id: "made-token" }, secret)),
    h("p", { class: "actions" },
      h("button", { class: "button", type: "button", id: "copy", onclick: () => copy(secret) }, t("admin.tokens.copy")),
      h("button", { class: "button quiet", type: "button", id: "made-seen", onclick: () => fill(byId("made")) }, t("admin.made.seen")))));
  byId("made").focus();
}

async function copy(secret) {
  try {
    await navigator.clipboard.writeText(secret);
    notice(t("admin.tokens.copied"));
  } catch {
    getSelection().selectAllChildren(byId("made-token")); // without HTTPS browsers let no page copy
  }
}
