// This browser as the agent's phone: it registers by a pass of the desk, rings, and is answered here. What is done with the call (hold, mute, keys,
// transfer, the end) is ordered at the desk, as for any other phone. Of all windows of an agent one at most is the phone, says the desk.

import { partingPost, postBeside } from "./api.js";
import { CHOSEN, microphone, speaker, stop, wordsOf } from "./devices.js";
import { t } from "./i18n.js";
import { notice } from "./notice.js";
import { ringOff, ringOn } from "./ring.js";
import { GONE, SipPhone } from "./sip.js";
import { CallSound } from "./sound.js";

const WANTED = "helpline-phone"; // in this browser: it shall be the phone
const HOLDER = "helpline-phone-holder"; // in this window: by which the desk knows it
const AGAIN = 4000;

/**
 * state: "off", "starting", "on" (it can ring), "lost" (it is tried again), "microphone" (there is none to be had), "elsewhere" (another window is the
 * phone), "unavailable"; why: the sentence for it, perhaps empty. talk: the call that rings or is in hand; trial: a test call.
 */
class BrowserPhone {
  state = "off";
  why = "";
  talk = null;
  trial = null;
  pass = null;
  view = null;

  /** output: the audio element that callers are heard by; changed: called after each change. */
  begin(output, changed) {
    this.output = output;
    this.changed = changed;
    addEventListener("beforeunload", (e) => { if (this.talk) { e.preventDefault(); } });
    addEventListener("pagehide", () => this.part());
    addEventListener("pageshow", (e) => { if (e.persisted) { location.reload(); } });
    addEventListener(CHOSEN, () => this.otherDevices());
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.state === "elsewhere") { this.look(); } });
    changed();
    if (this.wanted) {
      this.start();
    }
  }

  get wanted() {
    return localStorage.getItem(WANTED) === "yes";
  }

  /** Whether a call rings here that has to be answered here. */
  get rings() {
    return this.talk?.state === "ringing" && !this.answering;
  }

  become(state, why = "") {
    this.state = state;
    this.why = why;
    this.changed();
  }

  /** From now on this browser shall be the phone; this window takes over from another. */
  want() {
    localStorage.setItem(WANTED, "yes");
    this.start("take");
  }

  /** No longer. */
  async unwant() {
    localStorage.removeItem(WANTED);
    this.end("off");
    await postBeside("/api/phone", { act: "leave", holder: sessionStorage.getItem(HOLDER) ?? "" });
  }

  async start(act = "keep") {
    this.end("starting");
    const run = this.run;
    try {
      stop(await microphone(notice)); // what cannot be answered shall not ring
    } catch (e) {
      if (run === this.run) {
        this.become("microphone", wordsOf(e));
      }
      return;
    }
    if (run === this.run && await this.ask(act, run)) {
      this.connect(run);
    }
  }

  /** The other window may have been closed meanwhile. */
  async look() {
    if (await this.ask("keep", this.run)) {
      this.start();
    }
  }

  /** Ends what there is; what is under way comes to nothing. */
  end(state, why = "") {
    this.run = (this.run ?? 0) + 1;
    clearTimeout(this.timer);
    const sip = this.sip;
    this.sip = null;
    sip?.close();
    this.become(state, why);
  }

  /** Asks the desk for a pass. @return whether we are the phone */
  async ask(act, run) {
    const answer = await postBeside("/api/phone", { act, holder: sessionStorage.getItem(HOLDER) ?? "" });
    if (run !== this.run) {
      return false;
    }
    if (answer.body) {
      this.pass = answer.body;
      this.isFresh = true;
      sessionStorage.setItem(HOLDER, answer.body.holder);
      return true;
    }
    if (answer.state) {
      this.end(answer.state === "off" ? "unavailable" : answer.state, answer.error);
    } else {
      this.become("lost", answer.error);
      this.later(() => (this.sip ? this.sip.register() : this.start(act)));
    }
    return false;
  }

  later(act, after = AGAIN) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, after);
  }

  connect(run) {
    const mine = (act) => (...args) => (run === this.run ? act(...args) : "");
    this.sip = new SipPhone(this.pass.url, this.pass.user, {
      secret: mine(async () => (this.isFresh || await this.ask("keep", run) ? this.pass.secret : "")),
      state: mine((state) => this.follow(state)),
      call: mine((talk) => this.came(talk)),
    });
  }

  follow(state) {
    if (state === "registered") {
      this.become("on");
    } else if (state === "closed" && this.sip) {
      this.isFresh = false; // perhaps another window is the phone by now
      this.become("lost", t("phone.again-in", { n: Math.ceil(this.sip.pause / 1000) }));
    } else if (state === "refused") {
      this.isFresh = false;
      this.become("lost", t("phone.again-in", { n: AGAIN / 1000 }));
      this.later(() => this.sip?.register());
    }
  }

  came(talk) {
    if (this.talk) {
      talk.refuse();
      return;
    }
    this.trial?.hangUp();
    this.talk = talk;
    talk.on.state = (state, why) => this.heard(talk, state, why);
    if (!this.answersItself()) {
      ringOn();
    }
    this.changed();
  }

  heard(talk, state, why) {
    if (state === "over" && this.talk === talk) {
      this.talk = null;
      ringOff();
      if (why === GONE) {
        notice(t("phone.gone"), "bad");
      }
    }
    this.changed();
  }

  /** Who calls a number at the desk need not answer the own phone besides. */
  answersItself() {
    const call = this.view?.call;
    const mine = this.rings && call?.phase === "offered" && call.dialled;
    if (mine) {
      this.answer();
    }
    return mine;
  }

  /** Takes the call that rings. */
  async answer() {
    const talk = this.talk;
    if (!this.rings) {
      return;
    }
    this.answering = true;
    ringOff();
    this.changed();
    try {
      const stream = await microphone(notice);
      const hears = await speaker();
      if (talk.state === "ringing") {
        await talk.answer(this.sound(talk, stream, hears));
      } else {
        stop(stream); // it was given up meanwhile
      }
    } catch (e) {
      talk.unable();
      this.end("microphone", wordsOf(e));
    } finally {
      this.answering = false;
      this.mute();
      this.changed();
    }
  }

  sound(talk, stream, hears) {
    const sound = new CallSound(stream, this.output, hears);
    sound.connection.addEventListener("connectionstatechange", () => {
      if (sound.connection.connectionState === "failed") {
        notice(t("phone.cut"), "bad");
        talk.hangUp();
      }
    });
    return sound;
  }

  /** What is dialled to try this phone; empty: nothing, or it is none now, or busy. */
  get testNumber() {
    return this.state === "on" && !this.talk && !this.trial ? this.pass.test : "";
  }

  /** Calls the house for a trial; a call that comes ends it. */
  async tryOut(sound, told) {
    await this.sip.call(this.testNumber, sound, (talk) => {
      this.trial = talk;
      talk.on.state = (state, why) => {
        if (state === "over") {
          this.trial = null;
        }
        told(state, why);
      };
    });
  }

  decline() {
    this.talk?.decline();
  }

  hangUp() {
    this.talk?.hangUp();
  }

  /** What the desk shows now. */
  update(view) {
    this.view = view;
    this.answersItself();
    this.mute();
  }

  /** Who is muted at the desk is muted at the microphone. */
  mute() {
    this.talk?.sound?.mute(Boolean(this.view?.call?.muted));
  }

  async otherDevices() {
    const sound = this.talk?.sound;
    if (sound) {
      try {
        await sound.use(await microphone(notice), await speaker());
        this.mute();
      } catch (e) {
        notice(wordsOf(e), "bad");
      }
    }
  }

  /** The window is left, or loaded anew: its call ends, as by hanging up. */
  part() {
    if (this.talk?.state === "talking") {
      partingPost("/api/command", { command: "hang-up" }); // the word over SIP may not go out any more
    }
    if (this.sip) {
      partingPost("/api/phone", { act: "leave", holder: sessionStorage.getItem(HOLDER) ?? "" });
      this.end("off");
    }
  }
}

export const phone = new BrowserPhone();
