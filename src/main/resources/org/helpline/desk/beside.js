// A supervisor beside an agent who talks: listen, whisper, join in. In the agent's dialog, changed in place as news come.

import { postBeside } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

const WAYS = ["listen", "whisper", "barge"];

/** The part of the dialog of an agent who has a call; update(agent) brings it to what the board says. refused(sentence) shows why something was not done. */
export function besideAgent(agent, account, refused) {
  const { name } = agent;
  const id = agent.call.id;
  const state = h("p", { class: "beside-state", id: "beside-state", role: "status" });

  async function order(act) {
    refused("");
    const answer = await postBeside("/api/supervise", { act, id });
    if (answer.error && element.isConnected) {
      refused(answer.error);
    }
  }

  const button = (act) => h("button", { class: "button quiet", type: "button", "data-order": act, "aria-pressed": "false", onclick: () => order(act) }, t(`beside.${act}`));
  const ways = WAYS.map(button);
  const leave = h("button", { class: "button danger", type: "button", "data-order": "leave", hidden: true, onclick: () => order("leave") }, t("beside.leave"));
  const element = h("section", { class: "beside", "aria-labelledby": "beside-title" },
    h("h3", { id: "beside-title" }, t("beside.title")),
    state,
    h("div", { class: "orders-line", role: "group", "aria-labelledby": "beside-title", "aria-describedby": "beside-hint" }, ways, leave),
    h("p", { class: "muted", id: "beside-hint" }, t("beside.hint", { name })));

  function update(now) {
    const by = now?.call?.id === id ? now.call.supervised : undefined;
    const mine = by?.by === account;
    element.hidden = now?.call?.id !== id || !["talking", "held"].includes(now.call.phase);
    const word = !by ? t("beside.nobody") : mine ? t(`beside.me.${by.as}`, { name }) : t(`beside.other.${by.as}`, { by: by.name });
    if (state.textContent !== word) {
      state.textContent = word; // read aloud once
    }
    ways.forEach((way) => {
      way.setAttribute("aria-pressed", String(mine && by.as === way.dataset.order));
    });
    leave.hidden = !mine;
  }
  update(agent);
  return { element, update };
}
