// The line of the desk that says whether this browser is the phone, and why not.

import { h, keepingFocus, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { phone } from "./phone.js";
import { isHushed } from "./ring.js";

const button = (id, label, kind, act) => h("button", { class: `button ${kind}`, id, type: "button", onclick: act }, label);

/** Draws it; inCard: whether the call that rings or talks here has its buttons in its card. */
export function drawPhone(panel, inCard) {
  const { state, why, talk } = phone;
  panel.dataset.state = state;
  keepingFocus(panel, () => redraw(panel,
    h("button", { class: "button quiet switch", id: "phone-switch", type: "button", role: "switch", "aria-checked": String(phone.wanted), onclick: () => (phone.wanted ? phone.unwant() : phone.want()) },
      t(phone.wanted ? "phone.is-on" : "phone.is-off")),
    h("span", { id: "phone-state", role: "status", "data-state": state }, h("strong", {}, t(`phone.state.${state}`)), " ", why),
    state === "elsewhere" ? button("phone-take", t("phone.take"), "primary", () => phone.want()) : null,
    ["microphone", "unavailable"].includes(state) ? button("phone-again", t("phone.again"), "quiet", () => phone.want()) : null,
    isHushed(() => phone.changed()) ? h("strong", { id: "phone-hushed", role: "alert" }, t("phone.hushed")) : null,
    talk && !inCard ? h("span", { class: "phone-call" }, ...callButtons(talk)) : null));
}

function callButtons(talk) {
  return phone.rings
    ? [t("phone.rings", { who: talk.name || talk.number }), " ", ...answerButtons()]
    : talk.state === "talking" ? [button("phone-hang-up", t("call.hang-up"), "danger", () => phone.hangUp())] : [];
}

/** To be pressed while it rings. */
export const answerButtons = () => [
  button("answer", t("phone.answer"), "primary", () => phone.answer()),
  button("decline", t("phone.decline"), "quiet", () => phone.decline()),
];
