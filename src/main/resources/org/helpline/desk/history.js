// My last calls.

import { get } from "./api.js";
import { clockText, whenText } from "./clock.js";
import { h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { recordingsButton } from "./recordings.js";
import { myScores } from "./scores.js";

/** Asks and draws; hidden when the house keeps none. */
export async function drawHistory(panel) {
  const answer = await get("/api/history");
  const calls = answer.body?.calls ?? [];
  const scores = await myScores();
  panel.hidden = calls.length === 0;
  redraw(
    panel,
    h("h2", {}, t("desk.my-last-calls")),
    scores ? h("p", { class: "muted my-scores" }, scores) : null,
    h("ul", { class: "past" }, calls.map((c) =>
      h("li", {},
        h("span", { class: "past-when num" }, whenText(c.at)),
        h("span", { class: "past-who" }, c.customer || t("unknown")),
        h("span", { class: "past-more muted" }, [c.queue, clockText(c.talked), c.code, c.score && t("history.rated", { score: c.score }), poor(c.poor)].filter(Boolean).join(" · ")),
        recordingsButton(c.interaction, c.recorded)))),
  );
}

/** How the call sounded, if it was poor. */
function poor(sound) {
  return sound && t(sound.own ? "history.poor-own" : "history.poor-caller", { cause: t(`history.cause.${sound.cause}`) });
}
