// SIP over WebSocket (RFC 7118) as far as a phone in a page needs it: register, be called, call, hang up. Each message comes whole and arrives
// (RFC 7118 §5), so there are no repeats. A connection that breaks, or is silent where it should answer (RFC 5626 §4.4.1), is opened anew, and the call that
// goes on asks by it whether it is still there.

const AGENT = "Helpline desk";
const ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";
const LONGEST_PAUSE = 15000;
const FIRST_PAUSE = 500;
const REGISTERED_SECONDS = 180;
const LISTENS = 20000; // for a pong; a network that was changed closes nothing
const SHORT = { v: "via", f: "from", t: "to", i: "call-id", m: "contact", l: "content-length", c: "content-type", k: "supported" };

/** Why a call is over that ended while there was no connection. */
export const GONE = "gone";

export const token = (bytes = 12) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");

/** A message as it came: request {method, uri} or response {status, reason}; header names in lower case. */
export function parse(text) {
  const end = text.indexOf("\r\n\r\n");
  const [first, ...lines] = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    return [SHORT[name] ?? name, line.slice(colon + 1).trim()];
  });
  const all = (name) => headers.filter(([n]) => n === name).map(([, value]) => value);
  const message = { all, get: (name) => all(name)[0] ?? "", body: end < 0 ? "" : text.slice(end + 4) };
  const [one, two, ...rest] = first.split(" ");
  return one.startsWith("SIP/") ? { ...message, status: Number(two), reason: rest.join(" ") } : { ...message, method: one, uri: two };
}

const tagOf = (value) => /;\s*tag=([^;>\s]+)/i.exec(value.replace(/<[^>]*>/, ""))?.[1] ?? "";
const uriOf = (value) => /<([^>]+)>/.exec(value)?.[1] ?? value.split(";")[0].trim();
const userOf = (value) => decodeURIComponent(/sips?:([^@;>]+)@/i.exec(value)?.[1] ?? "");
const nameOf = (value) => /^\s*"((?:[^"\\]|\\.)*)"/.exec(value)?.[1]?.replace(/\\(.)/g, "$1") ?? "";

const challenge = (response) => response.all("www-authenticate").find((line) => /algorithm=SHA-256/i.test(line));

/** A digest (RFC 7616) by SHA-256, which browsers have where microphones are to be had. */
async function answerTo(challenge, user, secret, method, uri) {
  const said = (name) => new RegExp(`[ ,]${name}="([^"]*)"`, "i").exec(challenge)?.[1] ?? "";
  const hash = async (text) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const [realm, nonce, cnonce] = [said("realm"), said("nonce"), token()];
  const [first, second] = [await hash(`${user}:${realm}:${secret}`), await hash(`${method}:${uri}`)];
  const response = await hash(`${first}:${nonce}:00000001:${cnonce}:auth:${second}`);
  return `Digest username="${user}",realm="${realm}",nonce="${nonce}",uri="${uri}",response="${response}",algorithm=SHA-256,cnonce="${cnonce}",qop=auth,nc=00000001`;
}

/**
 * A phone. on.state("connecting" | "connected" | "registered" | "refused" | "closed", why), on.call(call) for each call that comes; on.secret() is
 * asked for the phone's secret, or a promise of it; without it the phone only calls out.
 */
export class SipPhone {
  constructor(url, user, on) {
    this.url = url;
    this.user = user;
    this.on = on;
    this.host = `${token(6)}.invalid`; // RFC 7118 §5
    this.calls = new Map();
    this.waiting = new Map();
    this.owed = [];
    this.callId = token();
    this.cseq = 0;
    this.pause = FIRST_PAUSE;
    this.instance = token(16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    this.open();
  }

  get domain() {
    return new URL(this.url.replace(/^ws/, "http")).hostname;
  }

  contact() {
    return `<sip:${encodeURIComponent(this.user)}@${this.host};transport=ws>`;
  }

  open() {
    clearTimeout(this.timer);
    this.say("connecting");
    const socket = this.socket = new WebSocket(this.url, "sip");
    socket.onopen = () => {
      this.pause = FIRST_PAUSE;
      this.say("connected");
      this.listen();
      this.owed.splice(0).forEach((say) => say());
      this.calls.forEach((call) => call.ask());
      this.register();
    };
    socket.onmessage = ({ data }) => {
      this.isHeard = true;
      if (typeof data === "string" && data.trim() !== "") {
        this.came(parse(data));
      }
    };
    socket.onclose = () => { if (socket === this.socket) { this.broke(); } };
  }

  /** Whether anything comes from there, which a ping makes sure of: RFC 5626 §3.5.1. */
  listen() {
    this.isHeard = true;
    this.listening = setInterval(() => {
      if (!this.isHeard) {
        this.drop();
      } else if (this.socket.readyState === WebSocket.OPEN) {
        this.isHeard = false;
        this.socket.send("\r\n\r\n");
      }
    }, LISTENS);
  }

  /** The connection is of no use any more; its own end may come minutes later. */
  drop() {
    const dead = this.socket;
    dead.onmessage = null;
    dead.onclose = null;
    dead.close();
    this.broke();
  }

  say(state, why = "") {
    this.state = state;
    this.on.state?.(state, why);
  }

  broke() {
    clearTimeout(this.timer);
    clearInterval(this.listening);
    this.waiting.clear();
    [...this.calls.values()].forEach((call) => call.cut());
    if (!this.over) {
      this.say("closed");
      this.timer = setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    }
  }

  /** Ends the phone; its calls are hung up, and with the connection it is registered no longer. */
  close() {
    this.over = true;
    clearTimeout(this.timer);
    clearInterval(this.listening);
    [...this.calls.values()].forEach((call) => call.hangUp());
    this.socket.close();
    this.say("closed");
  }

  registration(seconds, authorization) {
    const who = `<sip:${encodeURIComponent(this.user)}@${this.domain}>`;
    return {
      from: `${who};tag=${token(4)}`,
      to: who,
      callId: this.callId,
      cseq: ++this.cseq,
      more: [
        `Contact: ${this.contact()};expires=${seconds};+sip.instance="<urn:uuid:${this.instance}>"`,
        ...(authorization ? [`Authorization: ${authorization}`] : []),
      ],
    };
  }

  /** What the server asks for before it takes this request. */
  async answerTo(asked, method, uri) {
    return answerTo(asked, this.user, await this.on.secret?.() ?? "", method, uri);
  }

  /** Says where we are; asked: what the server asked with the last time. */
  async register(asked = null) {
    clearTimeout(this.timer);
    const secret = await this.on.secret?.();
    const uri = `sip:${this.domain}`;
    const authorization = secret && asked ? await answerTo(asked, this.user, secret, "REGISTER", uri) : "";
    if (!secret || this.over || this.socket.readyState !== WebSocket.OPEN) {
      return;
    }
    this.request("REGISTER", uri, this.registration(REGISTERED_SECONDS, authorization), (response) => {
      const anew = challenge(response);
      if (response.status === 401 && anew && (!asked || /stale=true/i.test(anew))) {
        this.register(anew);
      } else if (response.status >= 300) {
        this.say("refused", `${response.status} ${response.reason}`);
      } else if (response.status >= 200) {
        this.say("registered");
        this.timer = setTimeout(() => this.register(), REGISTERED_SECONDS * 333); // in a hidden window it may come a minute late
      }
    });
  }

  send(lines, body = "") {
    const type = body ? ["Content-Type: application/sdp"] : [];
    const length = new TextEncoder().encode(body).length;
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send([...lines, ...type, `Content-Length: ${length}`, "", body].join("\r\n"));
    }
  }

  request(method, uri, { from, to, callId, cseq, route = [], more = [], branch = `z9hG4bK${token()}` }, answered, body = "") {
    if (answered) {
      this.waiting.set(`${branch} ${method}`, answered);
    }
    this.send([
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS ${this.host};branch=${branch}`,
      "Max-Forwards: 70",
      ...route.map((r) => `Route: ${r}`),
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      ...more,
      `User-Agent: ${AGENT}`,
    ], body);
    return branch;
  }

  respond(request, status, reason, { tag = "", more = [], body = "" } = {}) {
    const to = request.get("to");
    this.send([
      `SIP/2.0 ${status} ${reason}`,
      ...request.all("via").map((v) => `Via: ${v}`),
      ...request.all("record-route").map((r) => `Record-Route: ${r}`),
      `From: ${request.get("from")}`,
      `To: ${tag && !tagOf(to) ? `${to};tag=${tag}` : to}`,
      `Call-ID: ${request.get("call-id")}`,
      `CSeq: ${request.get("cseq")}`,
      ...more,
      `User-Agent: ${AGENT}`,
    ], body);
  }

  came(message) {
    if (message.status) {
      const branch = /branch=([^;\s]+)/.exec(message.get("via"))?.[1];
      const key = `${branch} ${message.get("cseq").split(" ").at(-1)}`;
      this.waiting.get(key)?.(message);
      if (message.status >= 200 && !key.endsWith("INVITE")) {
        this.waiting.delete(key);
      }
      return;
    }
    const call = this.calls.get(message.get("call-id"));
    if (call) {
      call.asked(message);
    } else if (message.method === "INVITE" && !tagOf(message.get("to"))) {
      const arrived = SipCall.arrived(this, message);
      this.calls.set(arrived.callId, arrived);
      this.on.call?.(arrived);
    } else if (message.method === "OPTIONS") {
      this.respond(message, 200, "OK", { tag: token(4), more: [`Allow: ${ALLOW}`] });
    } else if (message.method !== "ACK") {
      this.respond(message, 481, "Call Does Not Exist", { tag: token(4) });
    }
  }

  /** Calls a number. sound: see sound.js; begun(call) is told before anything can be heard of it. */
  async call(number, sound, begun = () => {}) {
    const call = new SipCall(this, token(), sound);
    begun(call);
    this.calls.set(call.callId, call);
    await call.dial(`sip:${encodeURIComponent(number)}@${this.domain}`);
    return call;
  }
}

/** One call. on.state("ringing" | "talking" | "over", why); sound is what speaks and hears for it. */
export class SipCall {
  constructor(phone, callId, sound) {
    this.phone = phone;
    this.callId = callId;
    this.sound = sound;
    this.tag = token(4);
    this.cseq = 1;
    this.state = "new";
    this.on = {};
  }

  static arrived(phone, invite) {
    const call = new SipCall(phone, invite.get("call-id"), null);
    call.invite = invite;
    call.remote = invite.get("from");
    call.local = invite.get("to") + (tagOf(invite.get("to")) ? "" : `;tag=${call.tag}`);
    call.target = uriOf(invite.get("contact"));
    call.route = invite.all("record-route");
    call.number = userOf(call.remote);
    call.name = nameOf(call.remote);
    phone.respond(invite, 180, "Ringing", { tag: call.tag, more: [`Contact: ${phone.contact()}`] });
    call.change("ringing");
    return call;
  }

  change(state, why = "") {
    if (this.state !== state && this.state !== "over") {
      this.state = state;
      if (state === "over") {
        this.phone.calls.delete(this.callId);
        this.sound?.close();
      }
      this.on.state?.(state, why);
    }
  }

  /** Takes the call. */
  async answer(sound) {
    this.sound = sound;
    try {
      await this.accept(this.invite);
      this.change("talking");
    } catch (e) {
      this.phone.respond(this.invite, 488, "Not Acceptable Here", { tag: this.tag });
      this.change("over", e.message);
    }
  }

  async accept(request) {
    const body = await this.sound.answer(request.body);
    if (this.state === "over") {
      this.sound.close(); // it was given up meanwhile
      return;
    }
    this.phone.respond(request, 200, "OK", { tag: this.tag, more: [`Contact: ${this.phone.contact()}`, `Allow: ${ALLOW}`], body });
  }

  refuse(status = 486, reason = "Busy Here") {
    this.phone.respond(this.invite, status, reason, { tag: this.tag });
    this.change("over");
  }

  /** Who was called does not want to. */
  decline() {
    this.refuse(603, "Decline");
  }

  /** Who was called cannot. */
  unable() {
    this.refuse(480, "Temporarily Unavailable");
  }

  async dial(uri) {
    this.target = uri;
    this.route = [];
    this.local = `<sip:${encodeURIComponent(this.phone.user)}@${this.phone.host}>;tag=${this.tag}`;
    this.remote = `<${uri}>`;
    this.body = await this.sound.offer();
    if (this.state !== "over") {
      this.invites();
    }
  }

  invites(authorization = "") {
    const more = [`Contact: ${this.phone.contact()}`, `Allow: ${ALLOW}`, ...(authorization ? [`Authorization: ${authorization}`] : [])];
    const terms = { from: this.local, to: this.remote, callId: this.callId, cseq: this.cseq, more };
    this.branch = this.phone.request("INVITE", this.target, terms, (r) => this.answered(r), this.body);
  }

  /** Asked who calls, it says so, once. @return whether it was asked */
  async identifies(response) {
    const asked = challenge(response);
    if (response.status !== 401 || !asked || this.isKnown || this.state === "over") {
      return false;
    }
    this.isKnown = true;
    const authorization = await this.phone.answerTo(asked, "INVITE", this.target);
    this.cseq++;
    this.remote = `<${this.target}>`;
    if (this.state !== "over") {
      this.invites(authorization);
    }
    return true;
  }

  async answered(response) {
    if (response.status < 200) {
      if (response.status > 100) {
        this.change("ringing");
      }
      return;
    }
    this.remote = response.get("to");
    if (response.status >= 300) {
      this.acknowledge(this.branch);
      if (!await this.identifies(response)) {
        this.change("over", `${response.status} ${response.reason}`);
      }
      return;
    }
    this.target = uriOf(response.get("contact")) || this.target;
    this.route = response.all("record-route").reverse();
    this.acknowledge();
    if (this.state === "over") {
      this.within("BYE"); // it was hung up while it rang: RFC 3261 §15
    } else {
      await this.sound.answered(response.body);
      this.change("talking");
    }
  }

  acknowledge(branch) {
    const terms = { from: this.local, to: this.remote, callId: this.callId, cseq: this.cseq, route: this.route, ...(branch ? { branch } : {}) };
    this.phone.request("ACK", this.target, terms);
  }

  within(method, answered) {
    const terms = { from: this.local, to: this.remote, callId: this.callId, cseq: ++this.cseq, route: this.route };
    this.phone.request(method, this.target, terms, answered);
  }

  /** The connection broke: what was not answered will not be any more. A call that has begun goes on without it. */
  cut() {
    if (this.state !== "talking") {
      this.change("over", GONE);
    }
  }

  /** There is a connection again: the other side hears by which, and we whether it has hung up meanwhile (RFC 3261 §12.2.1.2). */
  ask() {
    this.within("OPTIONS", ({ status }) => {
      if (status === 481) {
        this.change("over", GONE);
      }
    });
  }

  hangUp() {
    if (this.state === "over") {
      return;
    }
    if (this.state === "talking" && this.phone.socket.readyState !== WebSocket.OPEN) {
      this.phone.owed.push(() => this.within("BYE"));
    } else if (this.state === "talking") {
      this.within("BYE");
    } else if (this.invite) {
      this.refuse();
    } else {
      this.phone.request("CANCEL", this.target, { from: this.local, to: this.remote, callId: this.callId, cseq: this.cseq, branch: this.branch });
    }
    this.change("over");
  }

  async asked(request) {
    switch (request.method) {
      case "ACK":
        break;
      case "INVITE":
        try {
          await this.accept(request);
        } catch {
          this.phone.respond(request, 488, "Not Acceptable Here");
        }
        break;
      case "CANCEL":
        this.phone.respond(request, 200, "OK", { tag: this.tag });
        if (this.state === "ringing") {
          this.phone.respond(this.invite, 487, "Request Terminated", { tag: this.tag });
          this.change("over", request.get("reason"));
        }
        break;
      case "BYE":
        this.phone.respond(request, 200, "OK");
        this.change("over", request.get("reason"));
        break;
      case "INFO":
      case "OPTIONS":
        this.phone.respond(request, 200, "OK", { more: [`Allow: ${ALLOW}`] });
        break;
      default:
        this.phone.respond(request, 501, "Not Implemented");
    }
  }
}
