// The recordings of a script's prompts: what callers hear, heard here; uploaded and taken away.

import { get, me, post, upload } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { said, t } from "./i18n.js";
import { notice, told } from "./notice.js";

const STATES = { recorded: t("prompts.recorded"), spoken: t("prompts.spoken"), missing: t("prompts.missing") };

let shown = { script: "", scripts: [], sheets: [], megabytes: 0 };

await me(); // the token that a change needs
byId("script").addEventListener("change", () => load(byId("script").value));
byId("missing").addEventListener("change", draw);
await load(new URLSearchParams(location.search).get("script") ?? "");

async function load(script) {
  const answer = await get(`/api/prompts?script=${encodeURIComponent(script)}`);
  if (!told(answer)) {
    return;
  }
  shown = answer.body;
  fill(byId("script"), shown.scripts.map((name) => {
    const option = h("option", { value: name }, name);
    option.selected = name === shown.script;
    return option;
  }));
  draw();
}

function draw() {
  fill(byId("sheets"), shown.sheets.length ? shown.sheets.map(sheet) : h("p", { class: "card panel muted" }, t("scripts.none")));
}

function sheet(of) {
  const isBad = (line) => line.state === "missing" || line.fault;
  const lines = byId("missing").checked ? of.lines.filter(isBad) : of.lines;
  const row = (line) => entry(of.language, line);
  const pieces = lines.filter((line) => line.piece);
  const missing = of.lines.filter((line) => line.state === "missing").length;
  return h("section", { class: "card panel", "aria-label": of.language, "data-language": of.language },
    h("h2", {}, of.language === "any" ? t("prompts.all-languages") : of.language,
      missing ? h("span", { class: "tag warn mail-count" }, t("prompts.missing-count", { n: missing })) : null),
    h("ul", { class: "mail" }, lines.filter((line) => !line.piece).map(row)),
    pieces.length ? h("details", {},
      h("summary", {}, t("prompts.pieces", { n: pieces.length })),
      h("ul", { class: "mail" }, pieces.map(row))) : null,
    of.unused.length ? h("details", {},
      h("summary", {}, t("prompts.unused", { n: of.unused.length })),
      h("ul", { class: "mail" }, of.unused.map((name) => unused(of.language, name)))) : null);
}

function address(language, name) {
  return `/api/prompts/sound?script=${encodeURIComponent(shown.script)}&language=${encodeURIComponent(language)}&prompt=${encodeURIComponent(name)}`;
}

function button(words, name, action) {
  return h("button", { class: "link", type: "button", "data-act": name, onclick: action }, words);
}

function entry(language, line) {
  const player = h("span", { class: "mail-player" });
  const file = h("input", { type: "file", accept: ".wav,audio/wav", hidden: true, "aria-label": t("prompts.recording-of", { name: line.name }) });
  file.addEventListener("change", () => send(language, line, file));
  const isEach = line.name.endsWith("…"); // one for each value: there is no single file
  return h("li", { class: "mail-entry prompt", "data-prompt": line.name, "data-state": line.state },
    h("div", { class: "mail-head" },
      h("b", {}, line.name),
      h("span", { class: `mini mail-state prompt-${line.state}` }, STATES[line.state])),
    line.text ? h("div", { lang: language === "any" ? null : language }, line.text) : null,
    line.note ? h("p", { class: "muted mail-answers" }, line.note) : null,
    line.fault ? h("p", { class: "prompt-fault mail-answers" }, line.fault) : null,
    isEach ? null : h("div", { class: "mail-foot" }, player, file,
      line.state === "missing" ? null : button(t("prompts.hear"), "hear", () => hear(player, address(language, line.name))),
      button(line.state === "recorded" ? t("prompts.replace") : t("prompts.upload"), "upload", () => file.click()),
      line.state === "recorded" ? button(t("prompts.remove"), "remove", () => remove(language, line.name)) : null));
}

function unused(language, name) {
  return h("li", { class: "mail-head", "data-prompt": name }, h("span", {}, name), button(t("prompts.remove"), "remove", () => remove(language, name)));
}

async function hear(player, source) {
  const answer = await fetch(source, { cache: "no-store" });
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    notice(said(body.error) ?? t("server.answered", { status: answer.status }), "bad");
    return;
  }
  const audio = h("audio", { controls: true, src: source });
  fill(player, audio);
  audio.play().catch(() => {});
}

async function send(language, line, input) {
  const file = input.files[0];
  if (!file) {
    return;
  }
  if (file.size > shown.megabytes * 1e6) {
    notice(t("prompts.too-large", { mb: shown.megabytes }), "bad");
    return;
  }
  const answer = await upload(address(language, line.name), file);
  input.value = "";
  if (told(answer)) {
    notice(answer.body.remark ? t("prompts.kept-but", { remark: answer.body.remark }) : t("prompts.kept", { name: line.name }), answer.body.remark ? "bad" : "");
    load(shown.script);
  }
}

async function remove(language, name) {
  const answer = await post("/api/prompts/remove", { script: shown.script, language, prompt: name });
  if (told(answer)) {
    notice(answer.body.remark ? t("prompts.taken-away-but", { remark: answer.body.remark }) : "");
    load(shown.script);
  }
}
