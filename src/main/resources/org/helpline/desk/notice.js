// Short sentences that come and go, and the banner that says whether we are connected.

import { byId, h } from "./dom.js";
import { t } from "./i18n.js";

/** Shows a sentence for a few seconds, once. kind is "" or "bad". */
export function notice(sentence, kind = "") {
  if (!sentence) {
    return;
  }
  [...byId("notices").children].filter((other) => other.firstChild.textContent === sentence).forEach((other) => other.remove());
  const item = h("div", { class: `notice ${kind}` }, sentence);
  const dismiss = h("button", { class: "notice-x", type: "button", "aria-label": t("notice.dismiss"), onclick: () => item.remove() }, "×");
  item.append(dismiss);
  byId("notices").append(item);
  setTimeout(() => item.remove(), kind === "bad" ? 9000 : 6000);
}

/** Takes away what is no longer of interest. */
export function clearNotices() {
  document.querySelectorAll(".notice:not(.bad)").forEach((item) => item.remove());
}

/** Tells a refusal; true when all went well. */
export function told(answer) {
  notice(answer.error, "bad");
  return !answer.error;
}

let pending;

/** Shows the banner when the connection is gone for longer than a blink. */
export function connection(isUp, meanwhile = t("connection.call-goes-on")) {
  const banner = byId("connection");
  clearTimeout(pending);
  if (isUp) {
    banner.hidden = true;
    document.body.classList.remove("is-cut");
  } else {
    pending = setTimeout(() => {
      banner.textContent = `${t("connection.lost")} ${meanwhile}`;
      banner.hidden = false;
      document.body.classList.add("is-cut");
    }, 400);
  }
}
