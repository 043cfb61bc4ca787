// What an agent writes of the caller for the next script.

import { command, get } from "./api.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** The field; it is not there where no script keeps anything of customers. */
export function attributeField(id) {
  const name = h("select", { id: "attribute-name", "aria-label": t("attribute.name") });
  const value = h("input", { id: "attribute-value", maxlength: "200", autocomplete: "off", "aria-label": t("attribute.value") });
  const state = h("span", { class: "muted", role: "status" });
  const keep = async (e) => {
    e.preventDefault();
    const done = await command("attribute", { interaction: id, name: name.value, value: value.value });
    state.textContent = told(done) ? t("attribute.kept", { name: name.value }) : "";
  };
  const element = h(
    "form",
    { class: "attribute", onsubmit: keep },
    h("fieldset", { class: "codes" }, h("legend", {}, t("attribute")), h("div", { class: "chips" }, name, value, h("button", { class: "button quiet", type: "submit", id: "attribute-keep" }, t("attribute.keep")), state)),
  );
  element.hidden = true;
  get("/api/targets").then((answer) => {
    const names = Object.keys(answer.body?.attributes ?? {});
    fill(name, names.map((n) => h("option", { value: n }, n)));
    element.hidden = names.length === 0;
  });
  return element;
}
