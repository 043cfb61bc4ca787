// Skills with their levels as chips: of one agent in the agent's form, and of all agents by skill.

import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { notice, told } from "./notice.js";

const LEVELS = ["1", "2", "3", "4", "5"];
const USUAL = "3";

const parse = (text) => text.split(",").map((part) => part.trim()).filter(Boolean).map((part) => {
  const [name, level] = part.split(":").map((x) => x.trim());
  return { name, level: level ?? USUAL };
});
const written = (skills) => skills.map((s) => (s.level === USUAL ? s.name : `${s.name}:${s.level}`)).join(", ");

function levelChip(text, level, { change, remove, of }) {
  const list = h("select", { class: "level", "aria-label": t("admin.level.of", { name: of }), onchange: () => change(list.value) },
    LEVELS.map((l) => h("option", { value: l }, l)));
  list.value = level;
  return h("span", { class: "level-chip", "data-name": of }, text, list,
    h("button", { class: "chip-x", type: "button", "aria-label": t("admin.take", { name: of }), onclick: remove }, "×"));
}

export function skillsEditor(value, id, known, touch) {
  let skills = parse(value);
  const chips = h("div", { class: "chips" });
  const input = h("input", { id, list: `${id}-known`, maxlength: "32", autocomplete: "off", placeholder: t("admin.skill.new") });
  const add = () => {
    const name = input.value.trim();
    if (name && !skills.some((s) => s.name === name)) {
      skills.push({ name, level: USUAL });
      changed();
    }
    input.value = "";
    input.focus();
  };
  input.addEventListener("keydown", (e) => {
    if (e.key === "Enter") {
      e.preventDefault();
      add();
    }
  });
  const button = h("button", { class: "button quiet", type: "button", onclick: add }, t("admin.add"));
  const draw = () => fill(chips, skills.map((s) => levelChip(s.name, s.level, {
    of: s.name,
    change: (level) => { s.level = level; touch(); },
    remove: () => { skills = skills.filter((x) => x !== s); changed(); input.focus(); },
  })));
  const changed = () => { draw(); touch(); };
  draw();
  return {
    input,
    isGroup: true,
    element: h("div", {}, chips, h("div", { class: "row" }, input, h("datalist", { id: `${id}-known` }, known.map((k) => h("option", { value: k }))), button)),
    value: () => written(skills),
    set: (text) => { skills = parse(text); draw(); },
    disable: (is) => { input.disabled = is; button.disabled = is; chips.inert = is; },
  };
}

/** Some of the names that there are. */
export function namesEditor(value, id, all, touch) {
  const chosen = new Set(value.split(",").map((x) => x.trim()).filter(Boolean));
  const names = [...new Set([...all, ...chosen])];
  const boxes = names.map((name, i) => {
    const box = h("input", { type: "checkbox", id: i === 0 ? id : `${id}-${i}`, value: name, checked: chosen.has(name), onchange: touch });
    return { box, element: h("label", { class: "check" }, box, name) };
  });
  const input = boxes[0]?.box ?? h("input", { id, type: "hidden" });
  return {
    input,
    isGroup: true,
    element: h("div", { class: "chips" }, boxes.map((b) => b.element)),
    value: () => boxes.filter((b) => b.box.checked).map((b) => b.box.value).join(", "),
    set: (text) => {
      const now = text.split(",").map((x) => x.trim());
      boxes.forEach((b) => { b.box.checked = now.includes(b.box.value); });
    },
    disable: (is) => boxes.forEach((b) => { b.box.disabled = is; }),
  };
}

/** Every skill with who has it; each change is one of the agent's section, and is made at once. */
export function skillCards(data, send, load) {
  const agents = data.sections.map((section) => ({ section, skills: parse(section.settings.find((s) => s.key === "skills")?.value ?? "") }));
  const names = [...new Set(agents.flatMap((a) => a.skills.map((s) => s.name)))].sort();
  const change = async (agent, skills) => {
    const answer = await send("change", agent.section, { skills: skills.length ? written(skills) : null });
    if (told(answer)) {
      notice(answer.body.lines.join("\n"));
    }
    await load();
  };
  const card = (skill) => {
    const have = agents.filter((a) => a.skills.some((s) => s.name === skill));
    const others = agents.filter((a) => !have.includes(a));
    const list = h("select", { "aria-label": t("admin.skill.give", { name: skill }), onchange: () => give(list.value) },
      h("option", { value: "" }, t("admin.skill.who")), others.map((a) => h("option", { value: a.section.name }, a.section.name)));
    const give = (name) => {
      const agent = agents.find((a) => a.section.name === name);
      return change(agent, [...agent.skills, { name: skill, level: USUAL }]);
    };
    return h("div", { class: "skill-card", "data-skill": skill }, h("h3", {}, skill), h("div", { class: "chips" }, have.map((a) => levelChip(a.section.name, a.skills.find((s) => s.name === skill).level, {
      of: a.section.name,
      change: (level) => change(a, a.skills.map((s) => (s.name === skill ? { name: skill, level } : s))),
      remove: () => change(a, a.skills.filter((s) => s.name !== skill)),
    })), others.length ? list : null));
  };
  const fresh = h("input", { id: "new-skill", maxlength: "32", autocomplete: "off" });
  const cards = h("div", {}, names.map(card));
  const begin = (e) => {
    e.preventDefault();
    const name = fresh.value.trim();
    if (name && !names.includes(name)) {
      names.push(name);
      cards.append(card(name));
      fresh.value = "";
    }
  };
  return h("div", { inert: data.refusal !== "" }, names.length ? null : h("p", { class: "muted" }, t("admin.skill.none")), cards,
    h("form", { class: "row", onsubmit: begin }, h("label", { for: "new-skill" }, t("admin.skill.new")), fresh, h("button", { class: "button quiet", type: "submit" }, t("admin.add"))));
}
