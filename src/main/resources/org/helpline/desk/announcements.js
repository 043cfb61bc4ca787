// What supervisors tell desks: shown on each desk of the queue, made and ended on the board.

import { post } from "./api.js";
import { whenText } from "./clock.js";
import { byId, fill, h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** Draws those that hold in #announcements, hidden while there are none; mayEnd adds a button to each. */
export function drawAnnouncements(board, mayEnd = false) {
  const panel = byId("announcements");
  if (!panel) {
    return;
  }
  panel.hidden = board.announcements.length === 0;
  redraw(panel, board.announcements.map((a) =>
    h("p", { class: "announcement", "data-id": a.id },
      h("b", {}, a.text), " ",
      h("span", { class: "muted" }, t("announcement.by", { name: a.by, until: whenText(a.until) }), a.queues.length ? ` · ${a.queues.join(", ")}` : ""),
      mayEnd ? h("button", { class: "link", type: "button", "aria-label": t("announcement.end.title", { text: a.text }), onclick: async () => told(await post("/api/announcements", { act: "end", id: a.id })) }, t("announcement.end")) : null)));
}

/** The form of supervisors. */
export function announcer(panel, queues) {
  const text = h("input", { type: "text", id: "announcement-text", maxlength: "300", required: "required" });
  const boxes = queues.map((queue) => h("input", { type: "checkbox", value: queue }));
  const length = h("select", { id: "announcement-minutes" }, [15, 60, 240, 720].map((minutes) => h("option", { value: minutes }, minutes < 60 ? t("announcement.minutes", { n: minutes }) : t("announcement.hours", { n: minutes / 60 }))));
  length.value = "60";
  panel.hidden = false;
  fill(panel,
    h("h2", {}, t("announcement.new")),
    h("form", {
      onsubmit: async (event) => {
        event.preventDefault();
        if (told(await post("/api/announcements", { act: "announce", text: text.value, queues: boxes.filter((b) => b.checked).map((b) => b.value), minutes: Number(length.value) }))) {
          text.value = "";
        }
      },
    },
      h("p", { class: "orders-line" }, h("label", { for: "announcement-text" }, t("announcement.text")), text),
      h("fieldset", { class: "orders-queues" }, h("legend", {}, t("announcement.queues")), boxes.map((box) => h("label", {}, box, ` ${box.value}`))),
      h("p", { class: "orders-line" }, h("label", { for: "announcement-minutes" }, t("announcement.for")), length, h("button", { class: "button primary", type: "submit" }, t("announcement.tell")))));
}
