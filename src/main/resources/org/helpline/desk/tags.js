// The tags of the call in hand: chips that are taken off by a click, a field for another one.

import { command } from "./api.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** A field for one call. known: what the administrator allows; none: any word. */
export function tagField(id, known) {
  const chips = h("div", { class: "chips", id: "tags" });
  const list = h("datalist", { id: "known-tags" }, known.map((tag) => h("option", { value: tag })));
  const field = h("input", { id: "tag", class: "tag-input", type: "text", maxlength: "32", list: known.length ? "known-tags" : null, autocomplete: "off", "aria-label": t("tag.add"), placeholder: t("tag.add") });
  const put = async (tag, on) => told(await command("tag", { interaction: id, tag, on }));
  field.addEventListener("keydown", async (event) => {
    const tag = field.value.trim();
    if (event.key === "Enter" && tag && (await put(tag, true))) {
      field.value = "";
    }
  });
  const element = h("fieldset", { class: "codes" }, h("legend", {}, t("tag")), chips, list, field);
  function update(call) {
    redraw(chips, call.tags.map((tag) =>
      h("button", { class: "chip", type: "button", "data-key": tag, "data-tag": tag, "aria-label": t("tag.remove", { tag }), onclick: () => { field.focus(); put(tag, false); } }, tag, " ×")));
  }
  return { element, update };
}
