// The story of one call, in the place that a page has for it.

import { recordingsOf } from "./recordings.js";
import { get } from "./api.js";
import { clockText } from "./clock.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

function why(explanation) {
  return explanation.length === 0 ? [] : [
    h("h3", {}, t("numbers.story.why")),
    h("ol", { class: "steps why", lang: "en" }, explanation.map((line) =>
      h("li", {},
        h("span", { class: "num muted" }, clockText(line.at)),
        h("span", {}, line.words,
          line.passed.length === 0 ? null : h("ul", { class: "passed" }, line.passed.map((passed) => h("li", {}, passed)))))))];
}

/** Tells the call of this id. */
export async function tellStory(call) {
  const story = await get(`/api/reports/story?call=${encodeURIComponent(call)}`);
  if (!told(story)) {
    return;
  }
  const place = byId("story");
  place.hidden = false;
  fill(place,
    h("h2", {}, t("numbers.story.of", { call })),
    h("ol", { class: "steps", lang: "en" }, story.body.steps.map((step) =>
      h("li", {}, h("span", { class: "num muted" }, clockText(step.at)), h("span", {}, step.words)))),
    ...why(story.body.explanation));
  place.append(...await recordingsOf(call));
  place.focus();
}
