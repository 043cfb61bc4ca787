// The customers' page: find, open, make, import.

import { get, me, post, uploadTelling } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import "./language.js";
import { notice, told } from "./notice.js";
import { card } from "./people-card.js";
import { field, newForm } from "./people-forms.js";
import { personLine } from "./people-line.js";

const answer = await me();
const person = answer.body;
if (person) {
  byId("to-desk").hidden = !person.agent;
  const query = new URLSearchParams(location.search);
  drawFind(query.get("q") ?? "");
  if (query.has("id")) {
    await card(query.get("id"), person.supervisor);
  } else if (query.has("new")) {
    drawNew(query.get("new"));
  }
} else {
  notice(answer.error, "bad");
}

function drawFind(words) {
  const list = h("ul", { id: "found", "aria-live": "polite" });
  const input = h("input", { id: "q", type: "search", value: words, maxlength: "100", autocomplete: "off" });
  const find = async (e) => {
    e?.preventDefault();
    const found = await get(`/api/customers?q=${encodeURIComponent(input.value)}`);
    if (told(found)) {
      fill(list, found.body.customers.length ? found.body.customers.map((c) => personLine(c)) : h("li", { class: "muted" }, t("people.nobody")));
    }
  };
  const report = h("p", { class: "report", id: "import-report", role: "status" });
  const file = h("input", { type: "file", id: "import-file", accept: ".csv,text/csv", hidden: true, "aria-label": t("people.upload") });
  file.addEventListener("change", () => { if (file.files.length) { uploadFile(file, report); } });
  fill(
    byId("find"),
    h("form", { role: "search", onsubmit: find }, field(t("people.find.label"), input), h("button", { class: "button primary", type: "submit", id: "search" }, t("people.find"))),
    h(
      "div",
      { class: "actions" },
      h("button", { class: "button quiet", type: "button", id: "new", onclick: () => drawNew("") }, t("people.new")),
      person.supervisor ? h("button", { class: "button quiet", type: "button", id: "import", onclick: () => importFile(report) }, t("people.import")) : null,
      person.supervisor ? h("button", { class: "button quiet", type: "button", id: "upload", onclick: () => file.click() }, t("people.upload")) : null,
      person.supervisor ? file : null,
      person.supervisor ? h("a", { class: "button quiet", href: "/api/customers/export", download: "customers.csv" }, t("people.export")) : null,
    ),
    report,
    list,
  );
  if (words) {
    find();
  }
}

async function importFile(report) {
  report.textContent = t("people.importing");
  const done = await post("/api/customers/import", {});
  report.textContent = told(done) ? done.body.lines.join("\n") : "";
}

/** The file goes first, then the customers are taken in: both are told how far they are. */
async function uploadFile(input, report) {
  const file = input.files[0];
  input.value = ""; // the same file may be chosen again
  if (!confirm(t("people.upload.sure", { file: file.name }))) {
    return;
  }
  const bar = h("progress", { id: "upload-progress", max: "1", value: "0", "aria-label": t("people.uploading") });
  const line = h("span", {}, t("people.uploading"));
  fill(report, line, " ", bar);
  const look = setInterval(async () => {
    const now = await get("/api/customers/import");
    if (now.body?.line) {
      line.textContent = now.body.line;
    }
  }, 1000);
  const done = await uploadTelling("/api/customers/upload", file, (part) => {
    bar.value = part;
    if (part === 1) {
      bar.removeAttribute("value"); // how long it takes to take them in, nobody knows
      line.textContent = t("people.importing");
    }
  });
  clearInterval(look);
  report.textContent = told(done) ? done.body.lines.join("\n") : "";
  report.dataset.fine = String(done.body?.fine ?? false);
}

function drawNew(number) {
  byId("customer").hidden = false;
  fill(byId("customer"), newForm(number));
  byId("customer").querySelector("input").focus();
}
