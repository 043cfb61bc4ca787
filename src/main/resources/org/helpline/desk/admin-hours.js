// A week of opening hours: for each day the times, and a bar that shows them.

import { fill, h } from "./dom.js";
import { language, t } from "./i18n.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const PART = /^([A-Za-z]{3,9})(?:\s*-\s*([A-Za-z]{3,9}))?\s+(\d\d:\d\d)\s*-\s*(\d\d:\d\d)$/;

const dayOf = (name) => DAYS.indexOf(name.slice(0, 3).toLowerCase());
const inFile = (day) => day[0].toUpperCase() + day.slice(1);
const dayName = (i) => new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + i)));

/** The times of each day; null for words that are none. */
function parse(text) {
  const week = DAYS.map(() => []);
  for (const part of text.split(",").map((p) => p.trim()).filter(Boolean)) {
    const found = PART.exec(part);
    const first = found ? dayOf(found[1]) : -1;
    const last = found?.[2] ? dayOf(found[2]) : first;
    if (first < 0 || last < 0) {
      return null;
    }
    for (let day = first; ; day = (day + 1) % 7) {
      week[day].push({ from: found[3], to: found[4] === "24:00" ? "00:00" : found[4] });
      if (day === last) {
        break;
      }
    }
  }
  return week;
}

/** As it is written in hours.ini: days in a row that have the same times are one. */
function written(week) {
  const times = week.map((day) => day.filter((o) => o.from && o.to).map((o) => `${o.from}-${o.to === "00:00" ? "24:00" : o.to}`));
  const parts = [];
  for (let first = 0; first < 7;) {
    let last = first;
    while (last < 6 && times[last + 1].join() === times[first].join()) {
      last += 1;
    }
    const days = first === last ? inFile(DAYS[first]) : `${inFile(DAYS[first])}-${inFile(DAYS[last])}`;
    times[first].forEach((time) => parts.push(`${days} ${time}`));
    first = last + 1;
  }
  return parts.join(", ");
}

const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What is open on a day, in minutes; what runs past midnight is there to its end. */
function spans(day) {
  return day.filter((o) => o.from && o.to).map((o) => {
    const from = minutes(o.from);
    const to = minutes(o.to);
    return [from, to > from ? to : 1440];
  });
}

export function weekEditor(value, id, touch) {
  let isAlways = value.toLowerCase() === "always";
  let week = parse(isAlways ? "" : value) ?? DAYS.map(() => []);
  const always = h("input", { type: "checkbox", id, checked: isAlways });
  const rows = h("div", { class: "week" });
  always.addEventListener("change", () => {
    isAlways = always.checked;
    draw();
    touch();
  });

  function opening(day, o, i) {
    const time = (which) => {
      const input = h("input", { type: "time", "aria-label": t(`admin.open.${which}`, { day: dayName(day) }), "data-which": which });
      input.value = o[which];
      input.addEventListener("change", () => {
        o[which] = input.value;
        bar(day);
        touch();
      });
      return input;
    };
    return h("span", { class: "opening" }, time("from"), "–", time("to"), h("button", {
      class: "chip-x",
      type: "button",
      "aria-label": t("admin.open.less", { day: dayName(day) }),
      onclick: () => {
        week[day].splice(i, 1);
        draw();
        touch();
      },
    }, "×"));
  }

  function bar(day) {
    rows.querySelectorAll(".day-bar")[day].replaceChildren(...spans(week[day]).map(([from, to]) => {
      const open = h("span", {});
      open.style.left = `${from / 14.4}%`;
      open.style.width = `${(to - from) / 14.4}%`;
      return open;
    }));
  }

  function draw() {
    fill(rows, isAlways ? [] : week.map((openings, day) => h(
      "div",
      { class: "day", role: "group", "aria-label": dayName(day), "data-day": DAYS[day] },
      h("span", { class: "day-name" }, dayName(day)),
      h("span", { class: "day-bar", "aria-hidden": "true" }),
      h("span", { class: "day-times" }, openings.map((o, i) => opening(day, o, i)), openings.length ? null : h("span", { class: "muted" }, t("admin.open.closed")),
        h("button", {
          class: "link",
          type: "button",
          "aria-label": t("admin.open.more", { day: dayName(day) }),
          onclick: () => {
            week[day].push({ from: "09:00", to: "17:00" });
            draw();
            touch();
            rows.querySelector(`[data-day=${DAYS[day]}] .opening:last-of-type input`)?.focus();
          },
        }, "+")),
    )));
    if (!isAlways) {
      DAYS.forEach((_, day) => bar(day));
    }
  }

  draw();
  return {
    input: always,
    isGroup: true,
    element: h("div", {}, h("label", { class: "check" }, always, t("admin.open.always")), rows),
    value: () => (isAlways ? "always" : written(week)),
    set: (text) => {
      isAlways = text.toLowerCase() === "always";
      always.checked = isAlways;
      week = parse(isAlways ? "" : text) ?? DAYS.map(() => []);
      draw();
    },
    disable: (is) => { always.disabled = is; rows.inert = is; },
  };
}
