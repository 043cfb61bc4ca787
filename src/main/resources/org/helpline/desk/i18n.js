// The words of the pages in the reader's language. English is what the server says and what is shown where a language lacks a word.

/** The page's language; the server has chosen it. */
export const language = document.documentElement.lang || "en";

const loaded = await fetch(new URL(`words.${language}.json`, import.meta.url)).then((r) => r.json()).catch(() => ({ words: {}, said: {} }));
const plurals = new Intl.PluralRules(language);
const exact = loaded.said;
const patterns = Object.entries(exact).filter(([english]) => english.includes("{")).map(([english, text]) => pattern(english, text));

/** The text of a key. {name} is an argument; {n:one=# day|other=# days} is chosen by the number n, which stands for #. */
export function t(key, args = {}) {
  return put(loaded.words[key] ?? key, args);
}

/** A sentence of the server in the reader's language; as it came where it is not known. */
export function said(english) {
  if (!english || exact[english] !== undefined) {
    return english && exact[english];
  }
  for (const { regex, names, text } of patterns) {
    const found = regex.exec(english);
    if (found) {
      return put(text, Object.fromEntries(names.map((name, i) => [name, said(found[i + 1])])));
    }
  }
  return english;
}

function put(text, args) {
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, forms) => {
    const value = args[name] ?? "";
    return forms === undefined ? String(value) : plural(forms, Number(value));
  });
}

function plural(forms, n) {
  const all = new Map(forms.split("|").map((form) => form.split(/=(.*)/s)));
  return (all.get(plurals.select(n)) ?? all.get("other") ?? "").replaceAll("#", n.toLocaleString(language));
}

function pattern(english, text) {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
  const regex = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.*)");
  return { regex: new RegExp(`^${regex}$`, "s"), names, text };
}
