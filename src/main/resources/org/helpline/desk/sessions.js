// Who is logged in, and where. Everybody ends their own logins, supervisors all.

import { get, me, post } from "./api.js";
import { whenText } from "./clock.js";
import { byId, h, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";

async function refresh() {
  const answer = await get("/api/sessions");
  if (!told(answer)) {
    return;
  }
  const columns = ["login.name", "logins.role", "logins.from", "logins.browser", "logins.since", "logins.used"];
  redraw(
    byId("logins"),
    h("h2", {}, t("logins")),
    h("p", { class: "muted" }, t("logins.about")),
    h("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": t("logins") },
      h("table", { class: "lines" },
        h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col" }, t(c))), h("td", {}))),
        h("tbody", {}, answer.body.sessions.map(row)))),
  );
}

function row(login) {
  return h("tr", { "data-id": login.id },
    h("th", { scope: "row" }, login.account),
    h("td", {}, t(`role.${login.role}`)),
    h("td", { class: "num" }, login.source),
    h("td", {}, login.browser || t("unknown")),
    h("td", { class: "num" }, whenText(login.since)),
    h("td", { class: "num" }, login.here ? t("logins.here") : whenText(login.used)),
    h("td", {}, h("button", { class: "link", type: "button", "aria-label": t("logins.end-of", { name: login.account, from: login.source }), onclick: () => end(login) }, t("logins.end"))));
}

async function end(login) {
  if (told(await post("/api/sessions", { id: login.id }))) {
    refresh();
  }
}

const who = await me();
byId("to-desk").hidden = !who.body?.agent;
refresh();
