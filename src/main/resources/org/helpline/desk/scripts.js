// The scripts that answer calls now, each with its picture.

import { get } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { notice } from "./notice.js";

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
  const address = `/scripts/picture?name=${encodeURIComponent(script.name)}`;
  return h("section", { class: "card panel", "aria-label": script.name },
    h("h2", {}, script.name),
    h("p", { class: "muted" }, `version ${script.version}${since(script)}, ${script.languages.join(", ")} · `,
      h("a", { href: address, target: "_blank", rel: "noopener" }, "open the picture alone")),
    h("a", { href: address, target: "_blank", rel: "noopener" },
      h("img", { class: "script-picture", src: address, alt: `The flow of the script ${script.name}` })));
}
