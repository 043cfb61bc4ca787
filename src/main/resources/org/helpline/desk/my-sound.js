// My sound: an agent chooses microphone, speaker and ringer, and tries them before the shift, and the way to the server with them. While this is open the
// microphone is; when it closes, all stops.

import { canChooseOutput, choose, current, devices, microphone, outlet, stop, wordsOf } from "./devices.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { follow, isSpeech } from "./level.js";
import { phone } from "./phone.js";
import { chime } from "./ring.js";
import { testCall } from "./test-call.js";

const RECORDED = 3000;
const TONE = 1500;
const CHIME = 1000;
const HERTZ = 520;
const SPEAKING = ["record", "test-call"]; // trials that need the microphone

let opened = null;

/** Lets a button open it. */
export function mySound(button) {
  button.addEventListener("click", () => { opened ??= new MySound(() => { opened = null; }); });
}

class MySound {
  /** Opens; closed() is told. */
  constructor(closed) {
    this.over = new AbortController();
    this.unfollow = () => {};
    this.dialog = this.drawn();
    this.dialog.addEventListener("close", () => { this.end(); closed(); });
    document.body.append(this.dialog);
    this.dialog.showModal();
    navigator.mediaDevices?.addEventListener("devicechange", () => this.look(), { signal: this.over.signal });
    this.listen();
  }

  drawn() {
    return h("dialog", { class: "card kb-article", id: "devices", "aria-labelledby": "devices-title" },
      h("h2", { id: "devices-title" }, t("device.title")),
      h("div", { class: "device" },
        this.chooser("microphone"),
        h("meter", { id: "level", min: 0, max: 100, "aria-label": t("device.level") }),
        h("p", { id: "heard", role: "status" }),
        h("button", { class: "button primary", id: "again", type: "button", hidden: true, onclick: () => this.listen() }, t("device.again")),
        this.trialOf("record", () => this.record())),
      h("div", { class: "device" }, this.chooser("speaker"), this.trialOf("tone", () => this.tone())),
      h("div", { class: "device" }, this.chooser("ringer"), this.trialOf("chime", () => this.ring())),
      phone.pass?.test === "" ? null : h("div", { class: "device" }, h("p", { class: "muted" }, t("device.test")), this.trialOf("test-call", () => this.call())),
      canChooseOutput ? null : h("p", { class: "muted" }, t("device.fixed")),
      h("p", { id: "tried", role: "status" }),
      h("button", { class: "button primary", id: "devices-close", type: "button", onclick: () => this.dialog.close() }, t("kb.close")));
  }

  chooser(what) {
    const isFixed = what !== "microphone" && !canChooseOutput;
    return h("label", { class: "field" }, t(`device.${what}`),
      h("select", { id: `choose-${what}`, disabled: isFixed, onchange: ({ target }) => this.chose(what, target) }, h("option", { value: "" }, t("device.usual"))));
  }

  trialOf(id, does) {
    return h("button", { class: "button quiet trial", id, type: "button", onclick: () => this.trying(does) }, t(`device.${id}`));
  }

  part(id) {
    return this.dialog.querySelector(`#${id}`);
  }

  /** Says it where screen readers hear it, once. */
  say(id, text) {
    if (this.part(id).textContent !== text) {
      this.part(id).textContent = text;
    }
  }

  chose(what, select) {
    choose(what, { id: select.value, label: select.value ? select.selectedOptions[0].textContent : "" });
    this.say("tried", "");
    return what === "microphone" ? this.listen() : this.look();
  }

  /** Shows which devices there are now; a chosen one that is not here is named. */
  async look() {
    for (const what of ["microphone", "speaker", "ringer"]) {
      const [all, { id, gone }] = [await devices(what), await current(what)];
      const select = this.part(`choose-${what}`);
      fill(select, h("option", { value: "" }, t("device.usual")), all.map((d, i) => h("option", { value: d.id }, d.label || t("device.one", { n: i + 1 }))));
      select.value = all.some((d) => d.id === id) ? id : "";
      if (gone) {
        this.say("tried", t("device.gone", { name: gone }));
      }
    }
  }

  /** Opens the microphone that is chosen, and shows how loud it is. */
  async listen() {
    this.hush();
    const asked = this.asked = {};
    this.part("again").hidden = true;
    this.say("heard", t("device.asking"));
    try {
      const stream = await microphone((text) => this.say("tried", text));
      if (this.asked === asked) {
        this.heard(stream);
      } else {
        stop(stream); // closed, or another was chosen, meanwhile
      }
    } catch (e) {
      if (this.asked === asked) {
        this.say("heard", wordsOf(e));
        this.part("again").hidden = false;
      }
    }
    await this.look();
  }

  heard(stream) {
    this.stream = stream;
    this.busy(this.isTrying);
    this.unfollow = follow(stream, (level, key) => {
      this.part("level").value = level;
      this.say("heard", t(key));
    });
    stream.getAudioTracks()[0].addEventListener("ended", () => this.listen()); // unplugged: what we stop ourselves tells nothing
  }

  hush() {
    this.asked = null;
    this.unfollow();
    this.unfollow = () => {};
    this.part("level").value = 0;
    if (this.stream) {
      stop(this.stream);
    }
    this.stream = null;
    this.busy(this.isTrying);
  }

  end() {
    this.over.abort();
    this.hush();
    this.dialog.remove();
  }

  /** One trial at a time; it ends with the dialog. */
  async trying(does) {
    this.context = new AudioContext();
    this.busy(true);
    try {
      await this.context.resume(); // a new one begins a moment later
      await does();
    } catch (e) {
      this.say("tried", t("device.failed", { error: e?.message || e?.name || "?" }));
    }
    this.busy(false);
    await this.context.close();
  }

  busy(isTrying) {
    this.isTrying = isTrying;
    this.dialog.querySelectorAll(".trial").forEach((b) => { b.disabled = isTrying || (SPEAKING.includes(b.id) && !this.stream); });
  }

  pause(millis) {
    const { signal } = this.over;
    return new Promise((done, fail) => {
      const timer = setTimeout(done, millis);
      signal.addEventListener("abort", () => { clearTimeout(timer); fail(signal.reason); });
    });
  }

  async tone() {
    const level = new GainNode(this.context, { gain: 0.15 });
    const tone = new OscillatorNode(this.context, { frequency: HERTZ });
    tone.connect(level).connect(await outlet(this.context, "speaker"));
    tone.start();
    this.say("tried", t("device.tone.plays"));
    await this.pause(TONE);
  }

  async ring() {
    await chime(this.context);
    this.say("tried", t("device.chime.plays"));
    await this.pause(CHIME);
  }

  call() {
    return testCall(this.stream, this.over.signal, (key, values) => this.say("tried", t(key, values)));
  }

  async record() {
    const recorder = new MediaRecorder(this.stream);
    const parts = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const ended = new Promise((done) => { recorder.addEventListener("stop", done); });
    recorder.start();
    this.say("tried", t("device.record.runs"));
    await this.pause(RECORDED);
    if (recorder.state !== "inactive") {
      recorder.stop();
    }
    await ended;
    await this.play(await this.context.decodeAudioData(await new Blob(parts).arrayBuffer()));
  }

  async play(buffer) {
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(await outlet(this.context, "speaker"));
    source.start();
    this.say("tried", t("device.record.plays"));
    await this.pause(buffer.duration * 1000);
    this.say("tried", isSpeech(buffer.getChannelData(0)) ? t("device.record.over") : t("device.record.blank"));
  }
}
