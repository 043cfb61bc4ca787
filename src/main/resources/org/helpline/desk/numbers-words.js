// Numbers, spans and times of reports in the reader's language.

import { language, t } from "./i18n.js";

/** A number of a metric as text. */
export function shown(unit, value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const digits = unit === "count" ? 0 : unit === "number" || unit === "money" ? 2 : 1;
  const text = (unit === "share" ? value * 100 : value).toLocaleString(language, { maximumFractionDigits: digits });
  return unit === "share" ? `${text} %` : unit === "seconds" ? t("numbers.seconds", { n: text }) : text;
}

/** When an interval began, in the zone of the report. */
export function when(ms, by, zone, isTimeAlone = false) {
  const day = { day: "numeric", month: "short", timeZone: zone };
  const time = { hour: "2-digit", minute: "2-digit", timeZone: zone };
  const isLong = by === "day" || by === "week" || by === "month" || by === "none";
  return new Date(ms).toLocaleString(language, isLong ? day : isTimeAlone ? time : { ...day, ...time });
}

/** A moment. */
export const moment = (ms, zone) => new Date(ms).toLocaleString(language, { dateStyle: "short", timeStyle: "medium", timeZone: zone });

/** 2026-11-22, as a field for a day takes it. */
export function dayOf(date) {
  const two = (n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The title of a metric. */
export const title = (metric) => t(`metric.${metric}`);

/** Puts what an address says into the fields of a form; a day that is missing is today. */
export function intoForm(form) {
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.type === "checkbox") {
      field.checked = asked.get(field.name) === "1";
    } else if (field.name) {
      field.value = asked.get(field.name) ?? (field.type === "date" ? dayOf(new Date()) : field.value);
    }
  }
}

/** What the fields of a form say, as an address has it; it is kept there, so that the page can be sent to a colleague. */
export function fromForm(form) {
  const asked = new URLSearchParams();
  for (const field of form.elements) {
    if (field.name && (field.type === "checkbox" ? field.checked : field.value)) {
      asked.set(field.name, field.type === "checkbox" ? "1" : field.value);
    }
  }
  history.replaceState(null, "", `${location.pathname}?${asked}`);
  return asked;
}
