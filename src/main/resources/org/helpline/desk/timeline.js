// Everything that happened with a customer, newest first.

import { get } from "./api.js";
import { clockText } from "./clock.js";
import { fill, h } from "./dom.js";
import { language, said, t } from "./i18n.js";
import { told } from "./notice.js";
import { recordingsButton } from "./recordings.js";

/** Draws the timeline; more comes when it is asked for. */
export async function timeline(place, id) {
  const list = h("ul", { id: "happenings" });
  const more = h("button", { class: "button quiet", type: "button", hidden: true }, t("people.more"));
  place.hidden = false;
  fill(place, h("h3", {}, t("people.timeline")), list, more);
  let last = 0;
  const next = async () => {
    const answer = await get(`/api/customers/${encodeURIComponent(id)}/timeline${last ? `?before=${last}` : ""}`);
    if (told(answer)) {
      const all = answer.body.happenings;
      list.append(...all.map(line));
      last = all.at(-1)?.at ?? last;
      more.hidden = !answer.body.more;
    }
  };
  more.addEventListener("click", next);
  await next();
  if (!list.childElementCount) {
    list.append(h("li", { class: "muted" }, t("people.nothing")));
  }
}

function line(x) {
  const time = x.talked >= 1000 ? clockText(x.talked) : x.waited >= 1000 ? t("people.waited", { time: clockText(x.waited) }) : "";
  const words = [said(x.outcome), x.queue, x.by, time].filter(Boolean).join(", ");
  return h(
    "li",
    { class: "person-line happening" },
    h("time", { datetime: new Date(x.at).toISOString() }, new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(x.at)),
    h("strong", {}, t(`people.kind.${x.kind}`)),
    h("span", {}, words),
    x.code ? h("span", { class: "tag" }, x.code) : null,
    x.scores.length ? h("span", { class: "tag" }, t("history.rated", { score: x.scores.join(", ") })) : null,
    recordingsButton(x.id, x.recorded),
    (x.tags ?? []).map((tag) => h("span", { class: "tag" }, tag)),
    x.notes.map((n) => h("div", { class: "happening-text" }, `${n.agent}: ${n.text}`)),
    x.answers.length ? h("div", { class: "happening-text muted" }, x.answers.map((a) => [a.label, a.value].filter(Boolean).join(" ")).join(" · ")) : null,
  );
}
