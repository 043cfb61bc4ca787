// Words for what the server names.

export const STATES = {
  offline: "Offline",
  ready: "Ready",
  offered: "Call offered",
  talking: "Talking",
  held: "On hold",
  "wrap-up": "Wrap-up",
  "not-ready": "Not ready",
};

/** "tr" is Turkish. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
