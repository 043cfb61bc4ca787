// Call-backs that are promised: of my queues, or all of them for supervisors, who cancel them and bring them forward. Anybody books one.

import { get, post } from "./api.js";
import { now, timer, whenText } from "./clock.js";
import { fill, h, own, redraw } from "./dom.js";
import { said, t } from "./i18n.js";
import { notice, told } from "./notice.js";

/** A list in an element, with a form. Call refresh() when something may have changed. */
export function callbackList(panel, { supervisor }) {
  let showsPast = false;
  const list = h("div", { class: "callback-open" });
  const past = h("div", { class: "callback-past", hidden: true });
  const more = h("button", { class: "link", type: "button", id: "callback-past", "aria-expanded": "false", onclick: togglePast }, t("callback.past"));
  panel.hidden = false;
  fill(panel, h("h2", {}, t("call-backs")), list, bookingForm(refresh), more, past);

  async function refresh() {
    const answer = await get("/api/callbacks");
    if (!answer.body) {
      return;
    }
    const all = answer.body.callbacks;
    redraw(list, all.length === 0
      ? h("p", { class: "muted" }, t("callback.none"))
      : h("ul", { class: "mail" }, all.map((c) => line(c))));
    if (showsPast) {
      await drawPast();
    }
  }

  async function togglePast() {
    showsPast = !showsPast;
    past.hidden = !showsPast;
    more.setAttribute("aria-expanded", String(showsPast));
    if (showsPast) {
      await drawPast();
    }
  }

  async function drawPast() {
    const all = (await get("/api/callbacks/past")).body?.callbacks ?? [];
    redraw(past, all.length === 0
      ? h("p", { class: "muted" }, t("callback.none-past"))
      : h("ul", { class: "mail" }, all.map((c) => h(
        "li",
        { class: "mail-entry", "data-id": c.id },
        head(c, `${whenText(c.ended)} · ${outcome(c)}`),
        about(c),
        tries(c)))));
  }

  async function act(callback, what) {
    told(await post("/api/callbacks", { id: callback.id, act: what }));
    await refresh();
  }

  function line(callback) {
    const name = callback.name || callback.number || t("callback.no-number");
    return h(
      "li",
      { class: "mail-entry callback", "data-id": callback.id },
      head(callback, ...state(callback)),
      about(callback),
      h("div", { class: "mail-foot" },
        h("span", { class: "muted" }, `${t("callback.asked", { when: whenText(callback.asked) })} `, timer(h("span", { class: "num" }), "up", callback.asked), inVain(callback.attempts)),
        supervisor
          ? h("span", { class: "mail-buttons" },
            callback.calling ? null : h("button", { class: "link", type: "button", "data-key": "now", "data-act": "now", "aria-label": t("callback.now.title", { who: name }), onclick: () => act(callback, "now") }, t("callback.now")),
            own(h("button", { class: "link", type: "button", "data-key": "cancel", "data-act": "cancel", title: t("callback.cancel.title", { who: name }), onclick: (event) => sure(event.currentTarget, () => act(callback, "cancel")) }, t("callback.cancel")), name))
          : null),
      tries(callback),
    );
  }

  setInterval(refresh, 10000); // a rest between two attempts ends without a word from the board
  return { refresh };
}

function head(callback, ...words) {
  return h("div", { class: "mail-head" },
    h("span", { class: "past-who" }, callback.number || t("callback.no-number")),
    callback.name ? h("span", {}, callback.name) : null,
    h("span", { class: "muted" }, callback.queue),
    h("span", { class: "mini callback-state" }, ...words));
}

/** Who asked, and what the agent is to know. */
function about(callback) {
  const [kind, who] = callback.source.split(":");
  const source = t(`callback.source.${kind.replace(" ", "-")}`, { who: who ?? "" });
  return h("p", { class: "muted callback-about" }, callback.note ? `${source} · ${callback.note}` : source);
}

function tries(callback) {
  if (callback.tries.length === 0) {
    return null;
  }
  return h("details", { class: "callback-tries" },
    h("summary", {}, t("callback.tries", { n: callback.tries.length })),
    h("ol", {}, callback.tries.map((one) => h("li", {}, `${whenText(one.at)} · ${one.agent} · ${outcome(one)}`))));
}

function outcome(over) {
  return over.outcome === "reached" ? t("callback.reached") : said(over.outcome) ?? over.outcome;
}

/** What cannot be taken back needs a second click. */
function sure(button, action) {
  if (button.classList.contains("sure")) {
    action();
  } else {
    button.classList.add("sure");
    button.textContent = t("callback.cancel.sure");
    button.addEventListener("blur", () => {
      button.classList.remove("sure");
      button.textContent = t("callback.cancel");
    }, { once: true });
  }
}

function state(callback) {
  const word = t(`callback.state.${callback.state.replaceAll(" ", "-")}`);
  const agent = callback.agent ? ` (${callback.agent})` : "";
  return !callback.calling && callback.notBefore && callback.notBefore > now()
    ? [`${word} · ${t("callback.again-in")} `, timer(h("span", { class: "num" }), "down", callback.notBefore)]
    : [word + agent];
}

function inVain(attempts) {
  return attempts === 0 ? "" : t("callback.in-vain", { n: attempts });
}

/** Books one; says what came of it. */
export async function book(wanted) {
  const answer = await post("/api/callbacks/book", wanted);
  if (told(answer)) {
    notice(t(answer.body.already ? "callback.already" : "callback.booked", { who: wanted.number }));
  }
  return Boolean(answer.body);
}

function field(name, label, element) {
  element.name = name;
  return h("label", {}, label, " ", element);
}

function bookingForm(done) {
  const number = h("input", { type: "tel", maxlength: "31", required: true, autocomplete: "off" });
  const queue = h("select", { required: true });
  const name = h("input", { maxlength: "100", autocomplete: "off" });
  const note = h("input", { maxlength: "500", autocomplete: "off" });
  const from = h("input", { type: "datetime-local" });
  const until = h("input", { type: "datetime-local" });
  const form = h("form", { class: "callback-form" },
    field("number", t("callback.number"), number),
    field("queue", t("callback.queue"), queue),
    field("name", t("callback.name"), name),
    field("note", t("callback.note"), note),
    field("from", t("callback.from"), from),
    field("until", t("callback.until"), until),
    h("button", { class: "button", type: "submit" }, t("callback.book")));
  const box = h("details", { class: "callback-book" }, h("summary", {}, t("callback.book.open")), form);
  box.addEventListener("toggle", async () => {
    if (box.open && queue.options.length === 0) {
      fill(queue, ((await get("/api/targets")).body?.queues ?? []).map((q) => h("option", { value: q }, q)));
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { number: number.value.trim(), queue: queue.value, name: name.value, note: note.value };
    if (from.value || until.value) {
      wanted.from = from.value ? new Date(from.value).getTime() : now();
      wanted.until = until.value ? new Date(until.value).getTime() : wanted.from + 7200000;
    }
    if (await book(wanted)) {
      form.reset();
      box.open = false;
      await done();
    }
  });
  return box;
}
