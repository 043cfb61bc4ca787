// Words for what the server names.

import { language, t } from "./i18n.js";

export const STATES = Object.fromEntries(
  ["offline", "ready", "offered", "talking", "held", "wrap-up", "not-ready"].map((state) => [state, t(`state.${state}`)]),
);

/** "tr" is Turkish. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
