// Messages that callers have left: of my queues, or all of them for supervisors. A list that is drawn again keeps what plays.

import { get, post } from "./api.js";
import { clockText, whenText } from "./clock.js";
import { fill, h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

const STATES = { new: t("mail.new"), heard: t("mail.heard"), done: t("mail.done") };

/** A list in an element; few: only what is not done. Call refresh() when something may have changed. */
export function mailbox(panel, { supervisor, few }) {
  const entries = new Map();
  const list = h("ul", { class: "mail" });

  async function refresh() {
    const answer = await get("/api/messages");
    if (!answer.body) {
      told(answer);
      return;
    }
    const all = answer.body.messages.filter((m) => !few || m.state !== "done");
    const gone = new Set(entries.keys());
    all.forEach((m) => {
      gone.delete(m.id);
      const known = entries.get(m.id);
      if (known) {
        known.update(m);
      } else {
        entries.set(m.id, entry(m, { supervisor, few }));
      }
    });
    gone.forEach((id) => entries.delete(id));
    const count = all.filter((m) => m.state === "new").length;
    panel.hidden = few && all.length === 0;
    redraw(list, all.map((m) => entries.get(m.id).element));
    redraw(
      panel,
      h("h2", {}, t("messages"), count ? h("span", { class: "tag warn mail-count" }, t("mail.new-count", { n: count })) : null),
      all.length === 0 ? h("p", { class: "muted" }, t("mail.none")) : null,
      list,
    );
  }

  return { refresh };
}

function entry(first, { supervisor, few }) {
  let message = first;
  const state = h("span", {});
  const buttons = h("span", { class: "mail-buttons" });
  const player = h("span", { class: "mail-player" });
  const element = h(
    "li",
    { class: "mail-entry", "data-id": first.id },
    h("div", { class: "mail-head" },
      h("span", { class: "past-when num" }, whenText(first.at)),
      h("span", { class: "past-who" }, first.name ? `${first.name} ${first.number}` : first.number || t("mail.withheld")),
      h("span", { class: "muted" }, [first.queue || t("mail.with-call"), clockText(first.length)].join(" · ")),
      state),
    first.answers.length ? h("p", { class: "muted mail-answers" }, first.answers.map((a) => `${a.label}: ${a.value}`).join(", ")) : null,
    h("div", { class: "mail-foot" }, player, buttons),
  );

  async function mark(to) {
    told(await post("/api/messages", { id: message.id, state: to }));
  }

  function play() {
    const audio = h("audio", { controls: true, src: `/api/messages/sound?id=${encodeURIComponent(message.id)}` });
    audio.addEventListener("playing", () => {
      if (message.state === "new") {
        mark("heard");
      }
    }, { once: true });
    fill(player, audio);
    audio.play().catch(() => {});
  }

  function button(words, name, action) {
    return h("button", { class: "link", type: "button", "data-key": name, "data-act": name, onclick: action }, words);
  }

  function update(now) {
    message = now;
    element.dataset.state = now.state;
    state.className = `mini mail-state mail-${now.state}`;
    state.textContent = STATES[now.state] + (now.by ? ` · ${now.by}` : "");
    redraw(
      buttons,
      now.state === "done" ? button(t("mail.reopen"), "reopen", () => mark("heard")) : button(t("mail.done"), "done", () => mark("done")),
      supervisor && !few ? button(t("mail.delete"), "delete", () => mark("deleted")) : null,
    );
  }

  fill(player, button(t("mail.play"), "play", play));
  update(first);
  return { element, update };
}
