// The scripts that answer calls now, each with its picture.

import { get, me } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { notice } from "./notice.js";
import { drawHours, drawSwitches } from "./switches.js";

const DAYS = 7;

await me(); // the token that a switch needs
drawSwitches(byId("switches"));
drawHours(byId("hours"));
const answer = await get("/api/scripts");
if (answer.body) {
  const scripts = answer.body.scripts;
  fill(byId("scripts"), scripts.length ? scripts.map(shown) : h("p", { class: "card panel muted" }, t("scripts.none")));
} else {
  notice(answer.error, "bad");
}

function version(script) {
  const args = { version: script.version, languages: script.languages.join(", ") };
  return script.since ? t("scripts.version-since", { ...args, since: new Date(script.since).toLocaleString(language) }) : t("scripts.version", args);
}

function shown(script) {
  const plain = `/scripts/picture?name=${encodeURIComponent(script.name)}`;
  const coloured = `${plain}&traffic=${DAYS}`;
  const image = h("img", { class: "script-picture", src: plain, alt: t("scripts.flow", { name: script.name }) });
  const alone = h("a", { href: plain, target: "_blank", rel: "noopener" }, t("scripts.open-alone"));
  const around = h("a", { href: plain, target: "_blank", rel: "noopener" }, image);
  const traffic = h("input", { type: "checkbox", id: `traffic-${script.name}` });
  traffic.addEventListener("change", () => {
    const address = traffic.checked ? coloured : plain;
    image.src = address;
    alone.href = address;
    around.href = address;
  });
  return h("section", { class: "card panel", "aria-label": script.name },
    h("h2", {}, script.name),
    h("p", { class: "muted" }, `${version(script)} · `, alone, " · ",
      h("label", { for: traffic.id }, traffic, ` ${t("scripts.traffic", { n: DAYS })}`)),
    around);
}
