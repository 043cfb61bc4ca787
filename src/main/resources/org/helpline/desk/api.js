// Requests to the server. Refusals come back as sentences in the reader's language.

import { said, t } from "./i18n.js";

let csrf = "";

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, cache: "no-store", redirect: "error" });
  } catch {
    return { error: t("server.unreachable") };
  }
  if (response.status === 401) {
    location.assign("/login");
    return { error: said("You are no longer logged in.") };
  }
  const body = await response.json().catch(() => ({}));
  // a refusal may say more than its sentence
  return response.ok ? { body } : { ...body, error: said(body.error) ?? t("server.answered", { status: response.status }) };
}

/** Who I am; also takes the token that every POST carries. */
export async function me() {
  const answer = await ask("/api/me");
  csrf = answer.body?.csrf ?? csrf;
  return answer;
}

export const get = (path) => ask(path);

let last = Promise.resolve();

/** Sends one after the other: a note must not be overtaken by the Ready that ends its call. */
export function post(path, body) {
  last = last.then(() => ask(path, sent(body)));
  return last;
}

const sent = (body) => ({
  method: "POST",
  headers: { "content-type": "application/json", "x-csrf-token": csrf },
  body: JSON.stringify(body),
});

/** Sends it beside the others: for what may take as long as a phone rings. */
export const postBeside = (path, body) => ask(path, sent(body));

/** What is sent as the page is left. */
export const partingPost = (path, body) => {
  fetch(path, { ...sent(body), keepalive: true }).catch(() => {});
};

/** Sends a file as it is. */
export const upload = (path, file) => ask(path, {
  method: "POST",
  headers: { "content-type": "application/octet-stream", "x-csrf-token": csrf },
  body: file,
});

/** The same, which tells how much has gone, from 0 to 1. */
export const uploadTelling = (path, file, told) => new Promise((done) => {
  const request = new XMLHttpRequest();
  request.open("POST", path);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-csrf-token", csrf);
  request.upload.addEventListener("progress", (e) => { if (e.lengthComputable) { told(e.loaded / e.total); } });
  request.addEventListener("loadend", () => {
    let body = {};
    try {
      body = JSON.parse(request.responseText);
    } catch {
      // no answer, or one that is no JSON: the status says it
    }
    done(request.status === 200 ? { body } : { error: request.status === 0 ? t("server.unreachable") : said(body.error) ?? t("server.answered", { status: request.status }) });
  });
  request.send(file);
});

export const command = (name, more = {}) => post("/api/command", { command: name, ...more });
