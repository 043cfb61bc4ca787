// Who hung up in a queue, and whether they have been served since.

import { get, me } from "./api.js";
import { book } from "./callbacks.js";
import { clockText } from "./clock.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";
import { fromForm, intoForm, moment } from "./numbers-words.js";

const form = byId("asked");
const person = (await me()).body ?? {};
byId("to-desk").hidden = !person.agent;
intoForm(form);
form.addEventListener("change", load);
form.addEventListener("submit", (event) => event.preventDefault());
await load();

async function load() {
  const answer = form.checkValidity() ? await get(`/api/reports/abandoned?${fromForm(form)}`) : null;
  if (answer && told(answer)) {
    draw(answer.body);
  }
}

function draw(found) {
  fill(byId("list"), found.abandoned.length === 0
    ? h("p", { class: "muted" }, t("numbers.nobody-lost"))
    : h("table", { class: "lines" },
      h("thead", {}, h("tr", {}, ["when", "caller", "queue", "waited", "since"].map((name) => h("th", { scope: "col" }, t(`numbers.call.${name}`))), h("th", { scope: "col" }, t("call-backs")))),
      h("tbody", {}, found.abandoned.map((lost) => h("tr", { "data-call": lost.call },
        h("th", { scope: "row" }, moment(lost.at, found.zone)),
        h("td", {}, lost.number || t("numbers.withheld")),
        h("td", {}, lost.queue),
        h("td", { class: "num" }, clockText(lost.waited)),
        h("td", {}, since(lost)),
        h("td", {}, lost.number && !lost.served ? callBack(lost) : null))))));
}

function since(lost) {
  return lost.served ? t("numbers.served") : lost.again ? t("numbers.again", { n: lost.again }) : t("numbers.not-since");
}

/** One click promises the call. */
function callBack(lost) {
  const button = h("button", { class: "link", type: "button", "data-act": "book", "aria-label": t("callback.book.for", { who: lost.number }) }, t("callback.book"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.disabled = await book({ number: lost.number, queue: lost.queue });
  });
  return button;
}
