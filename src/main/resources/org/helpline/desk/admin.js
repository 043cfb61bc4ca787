// The administrators' page: agents, queues, skills and hours, each in its file, with checks before anything is written.

import { get, me, post } from "./api.js";
import { choice, sectionForm } from "./admin-form.js";
import { skillCards } from "./admin-skills.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { notice, told } from "./notice.js";

const FAMILIES = ["agents", "queues", "skills", "hours"];
const query = new URLSearchParams(location.search);
const family = FAMILIES.includes(query.get("family")) ? query.get("family") : "agents";

const answer = await me();
const person = answer.body;
if (person) {
  byId("to-desk").hidden = !person.agent;
  fill(byId("families"), FAMILIES.map((name) =>
    h("a", { class: "tab", href: `/admin?family=${name}`, "aria-current": name === family ? "page" : null }, t(`admin.family.${name}`))));
  await load(query.get("section"), query.has("new"));
} else {
  notice(answer.error, "bad");
}

async function load(open, isNew) {
  const found = await get(`/api/admin/settings?family=${family === "skills" ? "agents" : family}`);
  if (!told(found)) {
    return;
  }
  const data = found.body;
  byId("refusal").hidden = !data.refusal;
  byId("refusal").textContent = data.refusal;
  if (family === "skills") {
    fill(byId("sections"), h("h2", { id: "sections-head" }, t("admin.family.skills")), skillCards(data, send, load));
    return;
  }
  drawList(data);
  const section = isNew ? { name: "", mark: "", settings: data.blank } : data.sections.find((s) => s.name === open);
  const panel = byId("section");
  panel.hidden = !section;
  if (section) {
    fill(panel, await sectionForm({ family, section, data, send, saved, password }));
    if (matchMedia("(max-width: 760px)").matches && byId("made").childElementCount === 0) {
      panel.scrollIntoView(); // below the list there
    }
  }
}

function drawList(data) {
  const link = (s) => `/admin?${new URLSearchParams({ family, section: s.name })}`;
  fill(
    byId("sections"),
    h("h2", { id: "sections-head" }, t(`admin.family.${family}`)),
    h("ul", { class: "section-list" }, data.sections.map((s) =>
      h("li", {}, h("a", { href: link(s), "data-section": s.name, "aria-current": s.name === query.get("section") ? "true" : null }, s.name), h("span", { class: "muted" }, brief(s))))),
    data.refusal ? null : h("a", { class: "button quiet", id: "new", href: `/admin?family=${family}&new` }, t(`admin.new.${family}`)),
  );
}

function brief(section) {
  const value = (key) => section.settings.find((s) => s.key === key)?.value ?? "";
  switch (family) {
    case "agents": return [value("role") === "agent" ? "" : t(`role.${value("role")}`), value("queues"), value("skills")].filter(Boolean).join(" · ");
    case "queues": return choice(value("strategy"));
    default: return value("open");
  }
}

/** Sends a change or asks about one. The answer has body, or error and what belongs to fields. */
async function send(act, section, settings, more = {}) {
  return post(`/api/admin/${act}`, {
    family: family === "skills" ? "agents" : family,
    section: section.name,
    mark: section.mark,
    settings,
    ...more,
  });
}

async function saved(name, body) {
  notice([...body.lines].join("\n"));
  showMade(body.made);
  const isGone = name === "";
  history.replaceState(null, "", isGone ? `/admin?family=${family}` : `/admin?${new URLSearchParams({ family, section: name })}`);
  query.set("section", name);
  await load(name, false);
}

async function password(name) {
  const made = await post("/api/admin/password", { name });
  if (told(made)) {
    showMade(made.body.made);
  }
}

/** What is shown once. */
function showMade(made) {
  if (made.length === 0) {
    return;
  }
  fill(byId("made"), h(
    "div",
    { class: "card panel made" },
    h("h2", {}, t("admin.made")),
    made.map((m) => h("dl", {},
      h("dt", {}, t("admin.made.name")), h("dd", { class: "code" }, m.name),
      m.password ? [h("dt", {}, t("admin.made.password")), h("dd", { class: "code", id: "made-password" }, m.password)] : null,
      m.secret ? [h("dt", {}, t("admin.made.secret")), h("dd", { class: "code" }, m.secret)] : null)),
    h("button", { class: "button quiet", type: "button", id: "made-seen", onclick: () => fill(byId("made")) }, t("admin.made.seen")),
  ));
  byId("made").focus();
}
