// The page of messages.

import { me } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./i18n.js";
import { mailbox } from "./mailbox.js";
import { connection, notice } from "./notice.js";
import { listen } from "./stream.js";

const answer = await me();
const person = answer.body;
if (person) {
  const box = mailbox(byId("mailbox"), { supervisor: person.supervisor, few: false });
  byId("to-desk").hidden = !person.agent;
  await box.refresh();
  listen({
    event: () => {},
    board: () => {},
    messages: () => box.refresh(),
    link: (isUp) => {
      connection(isUp, t("connection.shown-then"));
      if (isUp) {
        box.refresh();
      }
    },
    version: (current) => {
      if (current !== person.version) {
        location.reload();
      }
    },
  }, "board");
} else {
  notice(answer.error, "bad");
}
