// What was recorded of a call, to be played. Whoever may hear nothing of it is shown nothing.

import { get } from "./api.js";
import { clockText } from "./clock.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";

/** A heading and a player for each recording; nothing if there is none. */
export async function recordingsOf(call) {
  const answer = await get(`/api/recordings?call=${encodeURIComponent(call)}`);
  const all = answer.body?.recordings ?? [];
  return all.length === 0 ? [] : [h("h3", {}, t("numbers.recordings")), h("ul", { class: "mail", id: "recordings" }, all.map(entry))];
}

/** What opens the recordings of a line's call; nothing if there is none for whoever looks. */
export const recordingsButton = (call, recorded) => recorded
  ? h("button", { class: "button quiet", type: "button", "data-recorded": call, onclick: () => open(call) }, t("numbers.recordings"))
  : null;

/** Beside the page that is drawn anew, so that what plays goes on. */
async function open(call) {
  const dialog = h("dialog", { class: "card kb-article", id: "recorded", "aria-label": t("numbers.recordings") });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  fill(dialog, ...await recordingsOf(call), h("button", { class: "button primary", type: "button", onclick: () => dialog.close() }, t("kb.close")));
  dialog.showModal();
}

const entry = (r) => h("li", { class: "mail-entry", "data-id": r.id },
  h("p", { class: "muted" }, [clockText(r.length), r.agents.join(", "), r.trouble].filter(Boolean).join(" · ")),
  r.state === "kept"
    ? h("audio", { controls: true, preload: "none", src: `/api/recordings/sound?id=${encodeURIComponent(r.id)}` })
    : h("p", { class: "muted" }, t("numbers.recording.made")),
  r.pauses.length === 0 ? null : h("ul", { class: "muted" }, r.pauses.map((p) =>
    h("li", {}, t("numbers.recording.pause", { from: clockText(p.from), to: clockText(p.to), name: p.by })))));
