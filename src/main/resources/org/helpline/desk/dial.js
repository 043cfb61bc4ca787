// Calling a number: my own phone rings first.

import { command, get } from "./api.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

export function dialForm() {
  const number = h("input", { id: "dial-number", type: "tel", maxlength: "31", autocomplete: "off", placeholder: "+49 30 1234" });
  const queue = h("select", { id: "dial-queue", "aria-label": t("dial.queue") }, h("option", { value: "" }, t("dial.no-queue")));
  queue.hidden = true;
  get("/api/targets").then((answer) => {
    const queues = answer.body?.queues ?? [];
    queue.hidden = queues.length === 0;
    fill(queue, h("option", { value: "" }, t("dial.no-queue")), queues.map((q) => h("option", { value: q }, q)));
  });
  const go = h("button", { class: "button quiet", id: "dial", type: "submit" }, t("dial.go"));
  const element = h("form", { class: "dial" }, h("label", { for: "dial-number" }, t("dial")), h("span", { class: "dial-row" }, number, queue, go));
  element.addEventListener("submit", async (e) => {
    e.preventDefault();
    const wanted = number.value.trim();
    if (wanted && told(await command("dial", { number: wanted, queue: queue.value }))) {
      number.value = "";
    }
  });
  return element;
}
