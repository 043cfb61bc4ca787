// What was changed in the settings, by whom, and taking it back.

import { get, me, post } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { notice, told } from "./notice.js";

const answer = await me();
if (answer.body) {
  byId("to-desk").hidden = !answer.body.agent;
  await load();
} else {
  notice(answer.error, "bad");
}

async function load() {
  const found = await get("/api/admin/history");
  if (told(found)) {
    const changes = found.body.changes;
    fill(byId("changes"), changes.length ? h("ol", { class: "changes" }, changes.map(change)) : h("p", { class: "muted" }, t("admin.history.none")));
  }
}

function change(c) {
  const place = h("div", { class: "both", role: "alert" });
  return h(
    "li",
    { "data-number": c.number },
    h("h2", {}, t("admin.change", { number: c.number }), " · ", `${c.file} [${c.section}]`),
    h("p", { class: "muted" }, new Date(c.at).toLocaleString(language), " · ", c.by,
      c.undoes ? ` · ${t("admin.undoes", { number: c.undoes })}` : "", c.undone ? ` · ${t("admin.undone", { number: c.undone })}` : ""),
    difference(c),
    c.undone ? null : h("button", { class: "button quiet", type: "button", "aria-label": t("admin.undo.of", { number: c.number }), onclick: () => undo(c, place) }, t("admin.undo")),
    place,
  );
}

/** Lines that are in one of the two only. */
function difference(c) {
  const before = c.before.split("\n").filter(Boolean);
  const after = c.after.split("\n").filter(Boolean);
  return h("pre", { class: "difference", tabindex: "0", "aria-label": t("admin.difference") },
    before.filter((l) => !after.includes(l)).map((l) => h("del", {}, `− ${l}\n`)),
    after.filter((l) => !before.includes(l)).map((l) => h("ins", {}, `+ ${l}\n`)));
}

async function undo(c, place) {
  const done = await post("/api/admin/undo", { number: c.number });
  if (done.body) {
    notice(done.body.lines.join("\n"));
    await load();
    return;
  }
  const why = done.faults ? done.faults.map((f) => `${f.what} ${f.fix}`).join("\n") : done.error;
  fill(place, h("p", { class: "problem" }, why), done.then === undefined ? null : h("div", { class: "two-texts" },
    h("div", {}, h("h3", {}, t("admin.as-left")), h("pre", {}, done.then || t("admin.gone"))),
    h("div", {}, h("h3", {}, t("admin.as-it-is")), h("pre", {}, done.now || t("admin.gone")))));
}
