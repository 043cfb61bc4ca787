// Reports: a table whose every number leads to its calls, and a chart of one of its columns.

import { get, me } from "./api.js";
import { chart } from "./chart.js";
import { byId, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { told } from "./notice.js";
import { fromForm, intoForm, shown, title, when } from "./numbers-words.js";

const MOST_LINES = 8;
const form = byId("asked");
let report = null;
let asked = new URLSearchParams();

const person = (await me()).body ?? {};
byId("to-desk").hidden = !person.agent;
byId("to-abandoned").hidden = !person.supervisor;
byId("to-sound").hidden = !person.supervisor;
byId("by-group").hidden = !person.supervisor;
intoForm(form);
form.addEventListener("change", load);
form.addEventListener("submit", (event) => event.preventDefault());
byId("shown").addEventListener("change", draw);
await load();

async function load() {
  if (!form.checkValidity()) {
    return;
  }
  asked = fromForm(form);
  byId("csv").href = `/api/reports.csv?${asked}`;
  byId("xlsx").href = `/api/reports.xlsx?${asked}`;
  const answer = await get(`/api/reports?${asked}`);
  if (!told(answer)) {
    return;
  }
  report = answer.body;
  byId("progress").hidden = report.complete;
  const before = byId("shown").value;
  fill(byId("shown"), report.metrics.map((m) => {
    const option = h("option", { value: m.id }, title(m.id));
    option.selected = m.id === before;
    return option;
  }));
  fill(byId("formulas"), report.metrics.flatMap((m) => [h("dt", {}, title(m.id)), h("dd", { lang: "en" }, m.formula)]));
  byId("version").textContent = t("numbers.version", { version: report.version, zone: report.zone });
  fill(byId("table"), table());
  draw();
}

function groupName(row) {
  return row.group || (report.group === "all" ? t("numbers.all") : t("numbers.none"));
}

function table() {
  const isDivided = report.by !== "none";
  if (report.rows.length === 0) {
    return h("p", { class: "muted" }, t("numbers.nothing"));
  }
  return h("table", { class: "lines" },
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, t(`numbers.group.${report.group}`)),
      isDivided ? h("th", { scope: "col" }, t("numbers.from")) : null,
      report.metrics.map((m) => h("th", { scope: "col", title: m.formula }, title(m.id))))),
    h("tbody", {}, report.rows.map((row) => h("tr", {},
      h("th", { scope: "row" }, groupName(row)),
      isDivided ? h("td", { class: "num" }, when(row.at, report.by, report.zone)) : null,
      report.metrics.map((m) => cell(row, m))))));
}

function cell(row, metric) {
  const value = row.values[metric.id];
  const pending = value.pending ? t("numbers.pending", { n: value.pending }) : "";
  if (value.v === undefined) {
    return h("td", { class: "num muted", title: pending || null, "data-metric": metric.id }, pending ? "…" : "–");
  }
  const made = metric.unit === "count" ? "" : `${round(value.above)} ÷ ${round(value.below)}`;
  const words = [title(metric.id), made, pending].filter(Boolean).join(" · ");
  return h("td", { class: "num", "data-metric": metric.id },
    h("a", { href: callsOf(row, metric), title: words }, shown(metric.unit, value.v)));
}

function round(n) {
  return String(Math.round(n * 100) / 100);
}

function callsOf(row, metric) {
  const wanted = new URLSearchParams(asked);
  wanted.set("from", new Date(row.at).toISOString());
  wanted.set("to", new Date(row.until).toISOString());
  wanted.set("by", "none");
  wanted.set("group", report.group);
  if (report.group !== "all") {
    wanted.set("only", row.group || "-");
  }
  wanted.set("metric", metric.id);
  wanted.set("side", metric.unit === "count" || metric.unit === "share" ? "above" : "below");
  return `/reports/calls?${wanted}`;
}

function draw() {
  const metric = report.metrics.find((m) => m.id === byId("shown").value) ?? report.metrics[0];
  const value = (row) => row.values[metric.id].v ?? null;
  const isDivided = report.by !== "none";
  const isOneDay = report.to - report.from <= 26 * 3600000;
  const times = [...new Set(report.rows.map((row) => row.at))];
  const groups = [...new Set(report.rows.map((row) => row.group))].slice(0, MOST_LINES);
  const found = new Map(report.rows.map((row) => [`${row.at} ${row.group}`, row]));
  const at = (time, group) => (found.has(`${time} ${group}`) ? value(found.get(`${time} ${group}`)) : null);
  const series = isDivided
    ? groups.map((group) => ({ name: groupName({ group }), values: times.map((time) => at(time, group)) }))
    : [{ name: "", values: report.rows.map(value) }];
  fill(byId("chart"),
    chart({
      labels: isDivided ? times.map((time) => when(time, report.by, report.zone, isOneDay)) : report.rows.map(groupName),
      series,
      format: (n) => shown(metric.unit, n),
      label: t("numbers.chart.label", { metric: title(metric.id) }),
      whole: metric.unit === "count",
      lines: isDivided && metric.unit !== "count",
    }),
    isDivided && series.length > 1
      ? h("ul", { class: "chart-names" }, series.map((one, i) => h("li", { class: `chart-${i}` }, one.name)))
      : null);
}
