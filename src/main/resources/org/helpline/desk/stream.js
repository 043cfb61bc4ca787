// The event stream. A lost connection is made again, from the last number seen: nothing is lost and nothing comes twice.

import { me } from "./api.js";
import { setServerTime } from "./clock.js";

const SESSION_ENDED = 4401;
const SILENCE_MS = 25_000; // the server speaks at least each 10 s
const LONGEST_WAIT_MS = 8_000;

/** Listens. on.event(message) for numbered ones, on.board(board), on.messages(), on.link(isUp), on.version(version); only="board" leaves out my desk. */
export function listen(on, only = "") {
  let lastId = "";
  let tries = 0;
  let watch;

  function open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/events?only=${only}&after=${encodeURIComponent(lastId)}`);
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => lost(socket), SILENCE_MS);
    };
    heard();
    socket.onmessage = (frame) => {
      heard();
      take(socket, JSON.parse(frame.data));
    };
    socket.onclose = (end) => {
      if (end.code === SESSION_ENDED) {
        location.assign("/login");
      } else {
        lost(socket);
      }
    };
  }

  function take(socket, message) {
    if (message.now) {
      setServerTime(message.now);
      socket.send("beat");
    }
    if (message.type === "hello") {
      tries = 0;
      on.version(message.version);
      on.link(true);
    } else if (message.type === "board") {
      on.board(message.board);
    } else if (message.type === "messages") {
      on.messages?.();
    } else if (message.id && isNew(message.id, message.type)) {
      lastId = message.id;
      on.event(message);
    }
  }

  // ids are EPOCH-NUMBER; a whole view always counts, an event only once
  function isNew(id, type) {
    const [epoch, number] = split(id);
    const [lastEpoch, lastNumber] = split(lastId);
    return type === "view" || epoch !== lastEpoch || number > lastNumber;
  }

  function lost(socket) {
    if (socket.isDone) {
      return;
    }
    socket.isDone = true;
    socket.onmessage = null;
    socket.close();
    clearTimeout(watch);
    on.link(false);
    const wait = Math.min(LONGEST_WAIT_MS, 250 * 2 ** tries++) * (0.75 + Math.random() / 2);
    setTimeout(async () => {
      if (tries > 1) {
        await me(); // finds out whether we are still logged in: a refused WebSocket does not say why
      }
      open();
    }, wait);
  }

  open();
}

function split(id) {
  const dash = id.lastIndexOf("-");
  return [id.slice(0, dash), Number(id.slice(dash + 1))];
}
