// The form of one section. Only what somebody has touched is sent; what is wrong is said at its field while one types on.

import { get } from "./api.js";
import { weekEditor } from "./admin-hours.js";
import { namesEditor, skillsEditor } from "./admin-skills.js";
import { fill, h } from "./dom.js";
import { said, t } from "./i18n.js";

/** What is changed often; the rest is behind "more" until somebody has set it. */
const MAIN = {
  agents: ["name", "queues", "skills", "role", "always-ready", "phone-secret"],
  queues: ["strategy", "hours", "closed", "max-wait", "max-size", "overflow", "nobody", "ring", "wrap-up", "wrap-up-codes", "music"],
  hours: ["zone", "open", "holidays", "except"],
};

/** What queues and agents may name. */
async function namesOf(family, data, wanted) {
  if (family === wanted) {
    return data.sections.map((s) => s.name);
  }
  return ((await get(`/api/admin/settings?family=${wanted}`)).body?.sections ?? []).map((s) => s.name);
}

export async function sectionForm({ family, section, data, send, saved, password }) {
  const isNew = section.mark === "" && section.name === "";
  const queues = family === "agents" ? await namesOf(family, data, "queues") : [];
  const calendars = family === "queues" ? await namesOf(family, data, "hours") : [];
  const skills = family === "agents" ? knownSkills(data) : [];
  const frozen = data.refusal !== "";
  const name = h("input", { id: "new-name", required: true, maxlength: "64", autocomplete: "off", pattern: "[a-z0-9][a-z0-9_-]*" });
  const general = h("div", { class: "problem", id: "general", role: "alert" });
  const meanwhile = h("div", { id: "meanwhile" });
  const fields = section.settings.map((s) => fieldOf(s, { family, queues, calendars, skills, frozen, changed: () => check() }));
  const more = h("details", { class: "more", hidden: fields.every((f) => f.isMain) }, h("summary", {}, t("admin.more")),
    fields.filter((f) => !f.isMain).map((f) => f.element));
  const target = () => ({ name: isNew ? name.value.trim() : section.name, mark: section.mark });
  const changes = () => Object.fromEntries(fields.filter((f) => f.touched()).map((f) => [f.key, f.value()]));

  function show(answer) {
    const faults = answer.body ? [] : answer.faults ?? [{ key: "", what: answer.error, fix: "" }];
    fields.forEach((f) => f.problem(faults.find((x) => x.key === f.key)));
    const others = faults.filter((x) => !fields.some((f) => f.key === x.key));
    more.open = more.open || fields.some((f) => !f.isMain && faults.some((x) => x.key === f.key));
    general.textContent = others.map((x) => `${said(x.what)} ${said(x.fix) ?? ""}`).join("\n");
    fill(meanwhile, answer.now === undefined ? null : h("div", {}, h("h3", {}, t("admin.as-it-is")), h("pre", {}, answer.now || t("admin.gone")),
      h("button", { class: "button quiet", type: "button", onclick: () => location.reload() }, t("admin.load"))));
  }

  async function check() {
    if (!isNew || name.value) {
      show(await send("check", target(), changes()));
    }
  }

  async function save(event) {
    event.preventDefault();
    const answer = await send("change", target(), changes());
    show(answer);
    if (answer.body) {
      await saved(target().name, answer.body);
    } else {
      form.querySelector("[aria-invalid=true]")?.focus();
    }
  }

  const remove = h("button", { class: "button danger", type: "button", id: "remove" }, t("admin.remove"));
  remove.addEventListener("click", async () => {
    if (remove.dataset.sure) {
      const answer = await send("change", target(), {}, { remove: true });
      show(answer);
      if (answer.body) {
        await saved("", answer.body);
      }
    } else {
      remove.dataset.sure = "yes";
      remove.textContent = t("admin.remove.sure", { name: section.name });
    }
  });
  const week = family === "hours" ? openAt((act, more) => send(act, target(), changes(), more)) : null;
  const hasDesk = family === "agents" && !isNew && !section.name.includes("{") && section.settings.find((s) => s.key === "always-ready")?.value !== "yes";
  const form = h(
    "form",
    { id: "section-form", onsubmit: save, novalidate: true },
    h("h2", {}, isNew ? t(`admin.new.${family}`) : section.name),
    isNew ? h("label", { class: "admin-field" }, h("span", {}, t("admin.name")), name, h("span", { class: "hint" }, t("admin.name.hint"))) : null,
    fields.filter((f) => f.isMain).map((f) => f.element),
    week,
    more,
    general,
    meanwhile,
    frozen ? null : h(
      "div",
      { class: "actions save-bar" },
      h("button", { class: "button primary", type: "submit", id: "save" }, t("admin.save")),
      hasDesk ? h("button", { class: "button quiet", type: "button", id: "password", onclick: () => password(section.name) }, t("admin.password")) : null,
      isNew ? null : remove,
    ),
  );
  return form;
}

const knownSkills = (data) => [...new Set(data.sections.flatMap((s) =>
  (s.settings.find((x) => x.key === "skills")?.value ?? "").split(",").map((part) => part.split(":")[0].trim()).filter(Boolean)))].sort();

/** A word of the file in the reader's language where there is one. */
export function choice(word) {
  const key = `admin.choice.${word.replaceAll(" ", "-")}`;
  const text = t(`admin.choice.${word.replaceAll(" ", "-")}`);
  return word === "" ? "–" : text === key ? word : text;
}

/** A label in the reader's language where there is one, else the setting's own name. */
function label(family, key) {
  const word = `admin.key.${family}.${key}`;
  const text = t(`admin.key.${family}.${key}`);
  return text === word ? key : text;
}

/** One setting: its editor, its default, where it comes from. */
function fieldOf(setting, context) {
  let isTouched = false;
  let isDefault = false;
  const id = `f-${setting.key}`;
  const isFixed = context.frozen || setting.above;
  const touch = () => {
    isTouched = true;
    isDefault = false;
    back.hidden = false;
    context.changed();
  };
  const editor = editorOf(setting, id, context, touch);
  const problem = h("span", { class: "problem", id: `${id}-problem`, role: "alert" });
  const back = h("button", {
    class: "link",
    type: "button",
    "aria-label": t("admin.default.of", { name: label(context.family, setting.key) }),
    onclick: () => {
      editor.set(setting.usual);
      isTouched = setting.said;
      isDefault = true;
      back.hidden = true;
      context.changed();
      editor.input.focus();
    },
  }, t("admin.default"));
  back.hidden = !setting.said;
  const origin = setting.above
    ? t("admin.above", { origin: setting.origin })
    : setting.said ? t("admin.said", { usual: setting.usual || "–" }) : t("admin.usual");
  editor.input.setAttribute("aria-describedby", `${id}-problem ${id}-hint`);
  editor.disable(isFixed);
  const element = h(
    editor.isGroup ? "fieldset" : "div",
    { class: `admin-field ${setting.said ? "is-said" : ""}`, "data-key": setting.key },
    editor.isGroup ? h("legend", {}, label(context.family, setting.key)) : h("label", { for: id }, label(context.family, setting.key)),
    editor.element,
    h("span", { class: "hint", id: `${id}-hint` }, `${[setting.key, setting.choices.length ? "" : said(setting.expected), origin].filter(Boolean).join(" · ")} `, isFixed ? null : back),
    problem,
  );
  return {
    key: setting.key,
    isMain: setting.said || MAIN[context.family].includes(setting.key),
    element,
    touched: () => isTouched,
    value: () => (isDefault ? null : editor.value()),
    problem: (fault) => {
      problem.textContent = fault ? `${said(fault.what)} ${said(fault.fix) ?? ""}` : "";
      editor.input.setAttribute("aria-invalid", String(Boolean(fault)));
    },
  };
}

function editorOf(setting, id, context, touch) {
  const { family } = context;
  if (family === "agents" && setting.key === "skills") {
    return skillsEditor(setting.value, id, context.skills, touch);
  }
  if (family === "agents" && (setting.key === "queues" || setting.key === "helps")) {
    return namesEditor(setting.value, id, context.queues, touch);
  }
  if (family === "hours" && setting.key === "open") {
    return weekEditor(setting.value, id, touch);
  }
  if (setting.secret) {
    return textEditor(id, "", touch, { type: "password", autocomplete: "new-password", placeholder: setting.value ? t("admin.secret.set") : "" });
  }
  const choices = choicesOf(setting, context);
  return choices.length ? listEditor(id, setting.value, choices, touch) : textEditor(id, setting.value, touch, {});
}

function choicesOf(setting, { family, calendars }) {
  return family === "queues" && setting.key === "hours" ? ["", ...calendars] : setting.choices;
}

function textEditor(id, value, touch, more) {
  const input = h("input", { id, maxlength: "500", autocomplete: "off", ...more });
  input.value = value;
  input.addEventListener("change", touch);
  return { input, element: input, value: () => input.value, set: (text) => { input.value = text; }, disable: (is) => { input.disabled = is; } };
}

function listEditor(id, value, choices, touch) {
  const all = choices.includes(value) ? choices : [value, ...choices];
  const input = h("select", { id }, all.map((c) => h("option", { value: c }, choice(c))));
  input.value = value;
  input.addEventListener("change", touch);
  return { input, element: input, value: () => input.value, set: (text) => { input.value = text; }, disable: (is) => { input.disabled = is; } };
}

/** What the calendar as it stands in the form would say at a moment. */
function openAt(ask) {
  const moment = h("input", { id: "moment", type: "datetime-local" });
  const result = h("p", { id: "open-at", role: "status" });
  const look = async () => {
    const answer = await ask("open", { moment: moment.value });
    const open = answer.body;
    fill(result, open
      ? [h("strong", { class: `state-${open.state}` }, t(`admin.open.${open.state}`)), open.next ? ` ${t("admin.open.until", { time: open.next })}` : "",
        h("ul", {}, open.remarks.map((r) => h("li", { class: "problem" }, r)))]
      : (answer.faults ?? []).map((f) => `${f.what} ${f.fix}`).join(" ") || answer.error);
  };
  return h("div", { class: "open-at" }, h("label", { for: "moment" }, t("admin.open.at")), moment,
    h("button", { class: "button quiet", type: "button", id: "look", onclick: look }, t("admin.open.look")), result);
}
