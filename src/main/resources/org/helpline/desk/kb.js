// The knowledge base: a search beside the call, suggestions for its queue and tags, and the article itself.

import { get } from "./api.js";
import { byId, fill, h, redraw } from "./dom.js";
import { language, t } from "./i18n.js";
import { told } from "./notice.js";

const HEADINGS = { 1: "h3", 2: "h4", 3: "h5", 4: "h6" };
const LOOKS = { bold: "b", code: "code" };

/** Draws the panel, once; suggest(call) when the call in hand changes. */
export function knowledge(panel) {
  const list = h("ul", { class: "kb-hits", id: "kb-hits", "aria-live": "polite" });
  const field = h("input", { id: "kb-search", class: "tag-input", type: "search", maxlength: "100", autocomplete: "off", placeholder: t("kb.search"), "aria-label": t("kb.search") });
  const dialog = h("dialog", { class: "card kb-article", id: "kb-article", "aria-labelledby": "kb-title" });
  let pause;
  let shownFor = null;
  let tags = "";
  fill(panel, h("h2", {}, t("kb")), h("form", { role: "search", onsubmit: (event) => { event.preventDefault(); search(); } }, field), list);
  document.body.append(dialog);
  field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 250); });
  search();

  async function search() {
    clearTimeout(pause);
    const words = field.value.trim();
    const answer = await get(words ? `/api/kb?q=${encodeURIComponent(words)}` : `/api/kb?for=${encodeURIComponent(tags)}`);
    if (words !== field.value.trim() || !answer.body) {
      return; // a later search answers
    }
    const empty = words ? [h("li", { class: "muted" }, t("kb.nothing"))] : [];
    redraw(list, answer.body.hits.length ? answer.body.hits.map(hit) : empty);
  }

  function hit(found) {
    return h("li", { "data-key": found.id },
      h("button", { class: "menu-item", type: "button", "data-article": found.id, onclick: () => open(found.id) }, h("span", { lang: found.language || null }, found.title), late(found)),
      h("p", { class: "muted kb-extract", lang: found.language || null }, found.extract.map((p) => (p.found ? h("mark", {}, p.text) : p.text))));
  }

  async function open(id) {
    const answer = await get(`/api/kb/article?id=${encodeURIComponent(id)}`);
    if (told(answer)) {
      const article = answer.body;
      fill(dialog,
        h("h2", { id: "kb-title", lang: article.language || null }, article.title),
        h("p", { class: "muted" }, [article.owner && t("kb.owner", { owner: article.owner }), article.review && t("kb.review", { day: dayOf(article.review) })].filter(Boolean).join(" · "), late(article)),
        h("div", { class: "kb-text", lang: article.language || null }, blocks(article.blocks, open)),
        h("button", { class: "button primary", type: "button", autofocus: true, onclick: () => dialog.close() }, t("kb.close")));
      dialog.close(); // one article led to another
      dialog.showModal(); // Escape closes it, and the focus goes back to where it was
    }
  }

  function suggest(call) {
    const now = call ? [call.pop.queue, call.code, ...(call.tags ?? [])].join(" ") : "";
    if (now !== shownFor) {
      shownFor = now;
      tags = now;
      if (!field.value.trim()) {
        search();
      }
    }
  }

  return { suggest, open };
}

/** A day as people read it. */
export const dayOf = (text) => new Date(`${text}T12:00:00`).toLocaleDateString(language, { dateStyle: "medium" });

function late(article) {
  return article.late ? h("span", { class: "tag warn" }, t("kb.late")) : null;
}

/** Items that follow each other are one list. */
function blocks(all, open) {
  const drawn = [];
  let list = null;
  for (const block of all) {
    const tag = { bullet: "ul", numbered: "ol" }[block.kind];
    if (tag) {
      if (list?.localName !== tag) {
        list = h(tag, {});
        drawn.push(list);
      }
      list.append(h("li", {}, block.spans.map((s) => span(s, open))));
    } else {
      list = null;
      drawn.push(block.kind === "code" ? h("pre", {}, block.spans.map((s) => s.text)) : h(block.kind === "heading" ? HEADINGS[block.level] : "p", {}, block.spans.map((s) => span(s, open))));
    }
  }
  return drawn;
}

function span(s, open) {
  if (s.look === "article") {
    return h("button", { class: "text-link", type: "button", "data-article": s.url, onclick: () => open(s.url) }, s.text);
  }
  return s.look === "link" ? h("a", { href: s.url, target: "_blank", rel: "noreferrer" }, s.text) : LOOKS[s.look] ? h(LOOKS[s.look], {}, s.text) : s.text;
}
