// Short sentences that come and go, and the banner that says whether we are connected.

import { byId, h } from "./dom.js";

/** Shows a sentence for a few seconds, once. kind is "" or "bad". */
export function notice(sentence, kind = "") {
  if (!sentence) {
    return;
  }
  [...byId("notices").children].filter((other) => other.firstChild.textContent === sentence).forEach((other) => other.remove());
  const item = h("div", { class: `notice ${kind}` }, sentence);
  const dismiss = h("button", { class: "notice-x", type: "button", "aria-label": "Dismiss", onclick: () => item.remove() }, "×");
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
export function connection(isUp, meanwhile = "Your call goes on, and nothing is lost.") {
  const banner = byId("connection");
  clearTimeout(pending);
  if (isUp) {
    banner.hidden = true;
    document.body.classList.remove("is-cut");
  } else {
    pending = setTimeout(() => {
      banner.textContent = `Connection lost, retrying… ${meanwhile}`;
      banner.hidden = false;
      document.body.classList.add("is-cut");
    }, 400);
  }
}
