// The choice of a language, on every page. It is remembered with the account, and the page is drawn anew in it.

import { post } from "./api.js";
import { byId, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { told } from "./notice.js";

/** Each in its own words, so that whoever cannot read the page finds theirs. */
const LANGUAGES = { en: "English", ru: "Русский", id: "Bahasa Indonesia", tr: "Türkçe" };

const place = byId("language");
if (place) {
  const list = h("select", { class: "link", "aria-label": t("nav.language") }, Object.entries(LANGUAGES).map(([tag, name]) => {
    const option = h("option", { value: tag, lang: tag }, name);
    option.selected = tag === language;
    return option;
  }));
  list.addEventListener("change", async () => {
    if (told(await post("/api/language", { language: list.value }))) {
      location.reload();
    }
  });
  place.replaceChildren(list);
}
