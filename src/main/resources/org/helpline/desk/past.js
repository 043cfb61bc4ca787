// What was said of earlier calls: tags and menu answers, asked for once the pop is shown and kept for as long as its call is in hand.

import { get } from "./api.js";
import { h } from "./dom.js";

let known = { call: null, texts: {} };

/** Adds to the lines of earlier calls what was said of them. */
export async function earlier(place, call) {
  const lines = [...place.querySelectorAll("[data-past]")];
  if (lines.length === 0) {
    return;
  }
  const missing = known.call !== call || lines.some((line) => !(line.dataset.past in known.texts));
  if (missing) {
    const answer = await get("/api/past");
    if (!answer.body) {
      return; // the pop does without it
    }
    known = { call, texts: Object.fromEntries(lines.map((line) => [line.dataset.past, null])) };
    Object.assign(known.texts, answer.body.calls);
  }
  place.querySelectorAll("[data-past]:not([data-told])").forEach((line) => tell(line, known.texts[line.dataset.past]));
}

function tell(line, text) {
  line.dataset.told = "";
  if (text) {
    line.append(
      ...text.tags.map((tag) => h("span", { class: "tag past-tag" }, tag)),
      ...(text.answers.length ? [h("div", { class: "muted past-answers" }, text.answers.map((a) => [a.label, a.value].filter(Boolean).join(" ")).join(" · "))] : []),
    );
  }
}
