// Arrow keys in the desk's menus: one place of a menu is in the page's order of Tab, the arrows go on from there, a letter goes to the next
// place that begins with it, Escape leads back to what opened it.

/**
 * Makes a menu of a details element. list holds the places; rows() gives them, each row an array: up and down change the row, left and
 * right go along it. first() is what gets the focus when it opens.
 */
export function arrows(details, list, rows, first = () => usable(rows())[0]?.[0]) {
  const summary = details.querySelector("summary");
  summary.setAttribute("aria-haspopup", "true");

  details.addEventListener("toggle", () => {
    if (details.open) {
      rove(usable(rows())[0]?.[0]);
      first()?.focus();
    }
  });
  summary.addEventListener("keydown", (e) => {
    if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !details.open) {
      e.preventDefault();
      details.open = true;
    }
  });
  details.addEventListener("keydown", (e) => {
    if (!details.open || e.ctrlKey || e.metaKey || e.altKey) {
      return;
    }
    if (e.key === "Escape") {
      e.stopPropagation();
      details.open = false;
      summary.focus();
      return;
    }
    const isTyping = e.target.matches("input");
    const all = usable(rows());
    const at = place(all, e.target);
    const to = isTyping ? below(all, e.key) : moved(all, at, e.key);
    if (to) {
      e.preventDefault();
      rove(to);
      to.focus();
    }
  });
  details.addEventListener("focusout", (e) => {
    if (details.open && e.relatedTarget && !details.contains(e.relatedTarget)) {
      details.open = false; // Tab has led out of it
    }
  });

  function rove(to) {
    rows().flat().forEach((item) => { item.tabIndex = item === to ? 0 : -1; });
  }
  return () => rove(usable(rows())[0]?.[0]);
}

const usable = (rows) => rows.map((row) => row.filter((item) => !item.disabled)).filter((row) => row.length);

function place(rows, item) {
  const row = rows.findIndex((r) => r.includes(item));
  return { row, column: row < 0 ? -1 : rows[row].indexOf(item) };
}

/** From a field above the list the arrows lead into it. */
const below = (rows, key) => (key === "ArrowDown" ? rows[0]?.[0] : key === "ArrowUp" ? rows.at(-1)?.[0] : null);

function moved(rows, { row, column }, key) {
  const count = rows.length;
  const inRow = (r) => rows[r][Math.min(Math.max(column, 0), rows[r].length - 1)];
  switch (key) {
    case "ArrowDown":
      return count ? inRow((row + 1) % count) : null;
    case "ArrowUp":
      return count ? inRow((row <= 0 ? count : row) - 1) : null;
    case "ArrowRight":
      return row < 0 ? null : rows[row][column + 1];
    case "ArrowLeft":
      return row < 0 ? null : rows[row][column - 1];
    case "Home":
      return rows[0]?.[0];
    case "End":
      return rows.at(-1)?.[0];
    default:
      return key.length === 1 && /\p{L}/u.test(key) ? begins(rows, row, key.toLowerCase()) : null;
  }
}

function begins(rows, row, letter) {
  const order = [...rows.slice(row + 1), ...rows.slice(0, row + 1)];
  return order.map((r) => r[0]).find((item) => item.textContent.trim().toLowerCase().startsWith(letter));
}
