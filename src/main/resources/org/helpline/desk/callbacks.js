// Call-backs that are promised: of my queues, or all of them for supervisors, who cancel them and bring them forward.

import { get, post } from "./api.js";
import { now, timer, whenText } from "./clock.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

/** A list in an element, hidden while there are none. Call refresh() when something may have changed. */
export function callbackList(panel, { supervisor }) {
  let drawn = "";

  async function refresh() {
    const answer = await get("/api/callbacks");
    const all = answer.body?.callbacks ?? [];
    const key = JSON.stringify(all);
    if (!answer.body || key === drawn) {
      return; // a button that somebody is about to press stays where it is
    }
    drawn = key;
    panel.hidden = all.length === 0;
    fill(
      panel,
      h("h2", {}, t("call-backs")),
      h("ul", { class: "mail" }, all.map((c) => line(c))),
    );
  }

  async function act(callback, what) {
    told(await post("/api/callbacks", { id: callback.id, act: what }));
    await refresh();
  }

  function line(callback) {
    const name = callback.number || t("callback.no-number");
    return h(
      "li",
      { class: "mail-entry callback", "data-id": callback.id },
      h("div", { class: "mail-head" },
        h("span", { class: "past-who" }, name),
        h("span", { class: "muted" }, callback.queue),
        h("span", { class: "mini callback-state" }, ...state(callback))),
      h("div", { class: "mail-foot" },
        h("span", { class: "muted" }, `${t("callback.asked", { when: whenText(callback.asked) })} `, timer(h("span", { class: "num" }), "up", callback.asked), tries(callback.attempts)),
        supervisor
          ? h("span", { class: "mail-buttons" },
            callback.calling ? null : h("button", { class: "link", type: "button", "data-act": "now", "aria-label": t("callback.now.title", { who: name }), onclick: () => act(callback, "now") }, t("callback.now")),
            h("button", { class: "link", type: "button", "data-act": "cancel", title: t("callback.cancel.title", { who: name }), onclick: (event) => sure(event.currentTarget, () => act(callback, "cancel")) }, t("callback.cancel")))
          : null),
    );
  }

  setInterval(refresh, 10000); // a rest between two attempts ends without a word from the board
  return { refresh };
}

/** What cannot be taken back needs a second click. */
function sure(button, action) {
  if (button.classList.contains("sure")) {
    action();
  } else {
    button.classList.add("sure");
    button.textContent = t("callback.cancel.sure");
    button.addEventListener("blur", () => {
      button.classList.remove("sure");
      button.textContent = t("callback.cancel");
    }, { once: true });
  }
}

function state(callback) {
  if (callback.calling) {
    return [t("callback.calling")];
  }
  return callback.notBefore && callback.notBefore > now()
    ? [`${t("callback.again-in")} `, timer(h("span", { class: "num" }), "down", callback.notBefore)]
    : [t("callback.in-line")];
}

function tries(attempts) {
  return attempts === 0 ? "" : t("callback.in-vain", { n: attempts });
}
