// Builds elements. Text only ever enters the page as a text node, so no data can become markup.

/** What an element made here does at an event: kept beside it, so that a redrawn one does what the newest drawing says. */
const acts = new WeakMap();

const act = (event) => acts.get(event.currentTarget)[event.type]?.(event);

/** h("p", {class: "x", onclick: f}, "text", child, null) makes an element; null, false and "" children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      on(element, name.slice(2), value);
    } else if (name in element && typeof value === "boolean") {
      element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...shown(children));
  return element;
}

function on(element, type, does) {
  const mine = acts.get(element) ?? {};
  if (!(type in mine)) {
    element.addEventListener(type, act);
  }
  mine[type] = does;
  acts.set(element, mine);
}

const shown = (children) => children.flat().filter((c) => c !== null && c !== undefined && c !== false && c !== "");

export const byId = (id) => document.getElementById(id);

/** Replaces what is in an element: for contents that really are others. What news draw again and again is redrawn. */
export function fill(element, ...children) {
  element.replaceChildren(...shown(children));
}

const owned = new WeakMap();

/** An element that looks after itself, with state or listeners of its own: a redraw leaves it alone, until the version is another. */
export function own(element, version = "") {
  owned.set(element, version);
  return element;
}

/**
 * Brings what is in an element up to date in place: the element that a person is about to press, has under the mouse, types into or has
 * the focus on stays the same one. Elements are the same by tag and id, data-key or data-id, others by tag and order; a child that is
 * in the element already stays as it is. What was typed and what was opened stays; ticks and choices are those of the new drawing.
 * Listeners must have been given to h, or the element be its own.
 */
export function redraw(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  settle(element, shown(children).map((c) => (c instanceof Node ? c : document.createTextNode(c))));
  if (focused && focused !== document.activeElement && element.contains(focused)) {
    focused.focus({ preventScroll: true }); // a row that has moved has lost it
  }
}

/** Draws, and where that has taken away or disabled what had the focus in an element, the first thing in it to press gets it. */
export function keepingFocus(element, draw) {
  const hadFocus = element.contains(document.activeElement);
  draw();
  if (hadFocus && (!element.contains(document.activeElement) || document.activeElement.disabled)) {
    element.querySelector("button:not(:disabled), summary")?.focus();
  }
}

function settle(element, wanted) {
  const free = new Map();
  const stays = new Set(wanted);
  for (const child of element.childNodes) {
    if (!stays.has(child)) {
      free.set(nameOf(child), [...(free.get(nameOf(child)) ?? []), child]);
    }
  }
  arrange(element, wanted.map((next) => (next.parentNode === element ? next : become(free.get(nameOf(next))?.shift(), next))));
}

const nameOf = (node) => (node instanceof Element ? `${node.localName} ${node.id || node.dataset.key || node.dataset.id || ""}` : node.nodeName);

/** The old node brought to be like the next one, or the next one itself where the old cannot. */
function become(old, next) {
  if (!old || owned.get(old) !== owned.get(next)) {
    return next;
  }
  if (!(old instanceof Element)) {
    if (old.data !== next.data) {
      old.data = next.data;
    }
  } else if (!owned.has(old)) {
    change(old, next);
    settle(old, [...next.childNodes]);
    if (old.localName === "select" && old.value !== next.value) {
      old.value = next.value;
    }
  }
  return old;
}

function change(old, next) {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !(name === "open" && /^(details|dialog)$/.test(old.localName))) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  if ("checked" in old) {
    old.checked = next.checked;
  }
  const [before, now] = [acts.get(old) ?? {}, acts.get(next) ?? {}];
  for (const type of Object.keys({ ...before, ...now })) {
    on(old, type, now[type]);
  }
}

/** Makes these the children, in this order, and moves as few as can be: a node that moves loses the press that has begun on it. */
function arrange(element, nodes) {
  const stays = new Set(nodes);
  [...element.childNodes].filter((child) => !stays.has(child)).forEach((child) => child.remove());
  const place = new Map([...element.childNodes].map((child, i) => [child, i]));
  const steady = longestRun(nodes.filter((node) => place.has(node)), place);
  let after = null;
  for (const node of [...nodes].reverse()) {
    if (!steady.has(node)) {
      element.insertBefore(node, after);
    }
    after = node;
  }
}

/** Of nodes in their new order, as many as possible that stand in their old order too. */
function longestRun(nodes, place) {
  const runs = [];
  for (const node of nodes) {
    const before = runs.filter((run) => place.get(run.last) < place.get(node)).reduce((a, b) => (b.length > (a?.length ?? 0) ? b : a), null);
    runs.push({ last: node, length: (before?.length ?? 0) + 1, before });
  }
  const longest = new Set();
  for (let run = runs.reduce((a, b) => (b.length > (a?.length ?? 0) ? b : a), null); run; run = run.before) {
    longest.add(run.last);
  }
  return longest;
}
