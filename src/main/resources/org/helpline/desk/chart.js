// Charts as SVG of our own: bars, or lines over time. What they show stands in the table of the page, too: that is their text.

const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 900;
const HEIGHT = 260;
const LEFT = 64;
const BOTTOM = 34;
const TOP = 12;
const COLOURS = 8;

function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

/** A round number at or above the highest. */
export function ceiling(highest) {
  if (!(highest > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= highest - 1e-9);
}

/**
 * Draws. labels: one for each place; series: [{name, values}], null where there is no value; format: a number in words; label: what it shows.
 */
export function chart({ labels, series, format, label, lines, whole }) {
  const top = ceiling(Math.max(0, ...series.flatMap((one) => one.values.filter((v) => v !== null))));
  const y = (v) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - v / top);
  const step = (WIDTH - LEFT - 8) / Math.max(1, labels.length);
  const middle = (i) => LEFT + step * (i + 0.5);
  const picture = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "chart" });
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const at = y(part * top);
    picture.append(
      s("line", { x1: LEFT, x2: WIDTH - 8, y1: at, y2: at, class: "chart-grid" }),
      s("text", { x: LEFT - 6, y: at + 4, class: "chart-text chart-left" }, whole && !Number.isInteger(part * top) ? "" : format(part * top)));
  }
  const letter = matchMedia("(max-width: 600px)").matches ? 14 : 8; // as wide as the style sheet writes
  const widest = Math.max(...labels.map((text) => text.length), 1) * letter + 16;
  const every = Math.max(1, Math.ceil((labels.length * widest) / (WIDTH - LEFT)));
  labels.forEach((text, i) => {
    if (i % every === 0) {
      picture.append(s("text", { x: middle(i), y: HEIGHT - 12, class: "chart-text chart-middle" }, text));
    }
  });
  series.forEach((one, n) => picture.append(lines
    ? line(one, n % COLOURS, middle, y, labels, format)
    : bars(one, n, series.length, step, middle, y, labels, format)));
  return picture;
}

function told(one, i, labels, format) {
  return s("title", {}, `${one.name ? `${one.name} · ` : ""}${labels[i]}: ${format(one.values[i])}`);
}

function bars(one, n, of, step, middle, y, labels, format) {
  const width = Math.max(1, Math.min(48, (step * 0.8) / of));
  const group = s("g", { class: `chart-${n % COLOURS}` });
  one.values.forEach((v, i) => {
    if (v !== null) {
      const x = middle(i) - (width * of) / 2 + width * n;
      group.append(s("rect", { x, y: y(v), width: Math.max(1, width - 1), height: Math.max(0, y(0) - y(v)), class: "chart-fill" }, told(one, i, labels, format)));
    }
  });
  return group;
}

function line(one, colour, middle, y, labels, format) {
  const group = s("g", { class: `chart-${colour}` });
  let path = "";
  let isUp = true; // the pen: it is lifted where a value is missing
  one.values.forEach((v, i) => {
    if (v === null) {
      isUp = true;
      return;
    }
    path += `${isUp ? "M" : "L"}${middle(i)},${y(v)}`;
    isUp = false;
    group.append(s("circle", { cx: middle(i), cy: y(v), r: labels.length > 60 ? 2 : 4, class: "chart-fill" }, told(one, i, labels, format)));
  });
  group.prepend(s("path", { d: path || "M0,0", class: "chart-line" }));
  return group;
}
