// My last calls.

import { get } from "./api.js";
import { clockText, whenText } from "./clock.js";
import { fill, h } from "./dom.js";

/** Asks and draws; hidden when the house keeps none. */
export async function drawHistory(panel) {
  const answer = await get("/api/history");
  const calls = answer.body?.calls ?? [];
  panel.hidden = calls.length === 0;
  fill(
    panel,
    h("h2", {}, "My last calls"),
    h("ul", { class: "past" }, calls.map((c) =>
      h("li", {},
        h("span", { class: "past-when num" }, whenText(c.at)),
        h("span", { class: "past-who" }, c.customer || "Unknown"),
        h("span", { class: "past-more muted" }, [c.queue, clockText(c.talked), c.code].filter(Boolean).join(" · "))))),
  );
}
