// The scripts that answer calls now, each with its picture.

import { get, me } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { notice } from "./notice.js";
import { drawHours, drawSwitches } from "./switches.js";

const DAYS = 7;

await me(); // the token that a switch needs
drawSwitches(byId("switches"));
drawHours(byId("hours"));
const answer = await get("/api/scripts");
if (answer.body) {
  const scripts = answer.body.scripts;
  fill(byId("scripts"), scripts.length ? scripts.map(shown) : h("p", { class: "card panel muted" }, "No script is in force."));
} else {
  notice(answer.error, "bad");
}

function since(script) {
  return script.since ? `, in force since ${new Date(script.since).toLocaleString()}` : "";
}

function shown(script) {
  const plain = `/scripts/picture?name=${encodeURIComponent(script.name)}`;
  const coloured = `${plain}&traffic=${DAYS}`;
  const image = h("img", { class: "script-picture", src: plain, alt: `The flow of the script ${script.name}` });
  const alone = h("a", { href: plain, target: "_blank", rel: "noopener" }, "open the picture alone");
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
    h("p", { class: "muted" }, `version ${script.version}${since(script)}, ${script.languages.join(", ")} · `, alone, " · ",
      h("label", { for: traffic.id }, traffic, ` calls of the last ${DAYS} days`)),
    around);
}
