// How loud a microphone is, and what that says of it.

const PAUSE = 100;
const LONGEST = 30; // peaks: what was heard in the last three seconds counts
const PATIENCE = 20; // peaks, before silence is one
const SPEECH = 0.02; // of full scale, as the greatest sample
const NOTHING = 0.00001; // a microphone that is on has a noise of its own
const TOO_LOUD = 0.99;
const SHOUTS = 8; // peaks

/** What the newest peaks, each from 0 to 1, say of a microphone: a key of words. muted: the computer says that nothing comes. */
export function verdict(peaks, muted = false) {
  const loudest = Math.max(0, ...peaks);
  if (muted) {
    return "device.muted";
  }
  if (loudest >= SPEECH) {
    return peaks.filter((peak) => peak >= TOO_LOUD).length >= SHOUTS ? "device.loud" : "device.heard";
  }
  if (peaks.length < PATIENCE) {
    return "device.listening";
  }
  return loudest < NOTHING ? "device.silent" : "device.quiet";
}

const peakOf = (samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** Whether anything in these samples is as loud as somebody who speaks. */
export const isSpeech = (samples) => peakOf(samples) >= SPEECH;

/** Follows a stream: shown(level, key) ten times a second, level from 0 to 100 as ears hear it; the result ends it. */
export function follow(stream, shown) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 8192 }); // longer than a pause, so that nothing is missed
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const [track] = stream.getAudioTracks();
  let peaks = [];
  const timer = setInterval(() => {
    if (context.state === "running") {
      analyser.getFloatTimeDomainData(samples);
      const peak = peakOf(samples);
      peaks = [...peaks, peak].slice(-LONGEST);
      shown(Math.max(0, Math.round(100 + 20 * Math.log10(Math.max(peak, NOTHING)))), verdict(peaks, track.muted));
    }
  }, PAUSE);
  return () => {
    clearInterval(timer);
    context.close();
  };
}
