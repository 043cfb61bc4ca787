// The sound of one call in the browser: one RTCPeerConnection with the server, which is reached without STUN or TURN, since it answers the checks itself.

/** The microphone; device as the agent chose it, empty for the usual; plain: nothing is done to its sound. Fails as the browser says. */
export async function microphone(device = "", plain = false) {
  const exact = device ? { deviceId: { exact: device } } : {};
  return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: !plain, noiseSuppression: !plain, autoGainControl: !plain, ...exact }, video: false });
}

export class CallSound {
  /** stream: what the microphone says; output: the audio element that is heard; speaker: a device, empty for the usual. */
  constructor(stream, output, speaker = "") {
    this.stream = stream;
    this.output = output;
    this.connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.connection.addEventListener("track", ({ track }) => {
      output.srcObject = new MediaStream([track]);
      if (speaker && output.setSinkId) {
        output.setSinkId(speaker).catch(() => {}); // the usual one is heard
      }
      output.play().catch(() => {}); // a page that nobody has touched yet
    });
    stream.getAudioTracks().forEach((track) => this.connection.addTrack(track, stream));
  }

  async offer() {
    await this.connection.setLocalDescription();
    return this.connection.localDescription.sdp; // without candidates: the server learns where we are from our checks
  }

  async answered(sdp) {
    await this.connection.setRemoteDescription({ type: "answer", sdp });
  }

  /** To an offer, the first or one within the call; without one, an offer of our own. */
  async answer(sdp) {
    if (!sdp) {
      return this.offer();
    }
    await this.connection.setRemoteDescription({ type: "offer", sdp });
    await this.connection.setLocalDescription();
    return this.connection.localDescription.sdp;
  }

  press(key) {
    const sender = this.connection.getSenders().find((s) => s.dtmf);
    sender?.dtmf.insertDTMF(key, 160, 70);
  }

  mute(on) {
    this.stream.getAudioTracks().forEach((track) => { track.enabled = !on; });
  }

  /** Other devices from now on; who was muted stays so. */
  async use(stream, speaker) {
    const [before] = this.stream.getAudioTracks();
    const [track] = stream.getAudioTracks();
    track.enabled = before.enabled;
    await this.connection.getSenders().find((s) => s.track === before)?.replaceTrack(track);
    before.stop();
    this.stream = stream;
    await this.output.setSinkId?.(speaker).catch(() => {}); // the usual one is heard
  }

  close() {
    this.connection.close();
    this.stream.getTracks().forEach((track) => track.stop());
    this.output.srcObject = null;
  }
}
