#!/usr/bin/env python3
"""felt.py --target IP:PORT [--times N] [--out FILE]: what one caller feels, in milliseconds by the kernel's time stamps, one call after another.

Calls `ivr` (a prompt, a key, another prompt) and `queue` (a short prompt, then an agent, who is played here, too). Tells the prompts apart by the files
in ivr-scripts/bench, so it runs from the product's folder. Prints one JSON line:

  audio   200 received -> first packet of the prompt
  cut     first packet of the key sent -> last packet of the prompt that it cuts
  next    first packet of the key sent -> first packet of the next prompt
  agent   the agent's 200 sent -> both sides hear each other (each talks all the time, a packet every 20 ms)
"""
import argparse, json, os, re, select, socket, struct, sys, time

LOCAL, AGENT_SIP = "127.0.0.1", 5390
FRAME, PTIME = 160, 0.02
QUIET, AGENTS, CALLERS = b"\xff" * FRAME, b"\x11" * FRAME, b"\x22" * FRAME


def frames_of(path):
    data = open(path, "rb").read()
    sound = data[data.index(b"data") + 8:]
    return {sound[i:i + FRAME] for i in range(0, len(sound) - FRAME, FRAME)}


def stamped(port=0):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, 35, 1)  # SO_TIMESTAMPNS
    s.bind((LOCAL, port))
    return s


def received(s):
    data, notes, _, source = s.recvmsg(4000, 256)
    for level, kind, value in notes:
        if kind == 35:
            seconds, nanos = struct.unpack("qq", value[:16])
            return data, seconds + nanos / 1e9, source
    return data, time.time(), source


def sdp(port):
    return (f"v=0\r\no=p 1 1 IN IP4 {LOCAL}\r\ns=-\r\nc=IN IP4 {LOCAL}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=ptime:20\r\n")


class Talker:
    """Sends a packet each 20 ms from when it knows where to."""

    def __init__(self, sound):
        self.socket, self.sound, self.to = stamped(), sound, None
        self.port, self.number, self.due, self.ssrc = self.socket.getsockname()[1], 0, 0, int.from_bytes(os.urandom(4), "big")

    def begin(self, description):
        self.to, self.due = (LOCAL, int(re.search(r"m=audio (\d+)", description).group(1))), time.time()

    def tick(self, now):
        if self.to and now >= self.due:
            self.send(0, self.sound)
            self.due += PTIME

    def send(self, kind, payload, marker=0):
        self.number += 1
        at = time.time()
        self.socket.sendto(struct.pack(">BBHII", 0x80, marker << 7 | kind, self.number & 0xffff, self.number * FRAME & 0xffffffff, self.ssrc) + payload, self.to)
        return at

    def key(self, digit):
        begun = self.number * FRAME
        first = None
        for step in range(6):
            at = time.time()
            self.number += 1
            event = struct.pack(">BBH", digit, 0x8a if step > 2 else 0x0a, min(step + 1, 4) * FRAME)
            head = struct.pack(">BBHII", 0x80, (0 if first else 0x80) | 101, self.number & 0xffff, begun & 0xffffffff, self.ssrc)
            self.socket.sendto(head + event, self.to)
            first = first or at
        self.due += PTIME
        return first


class Call:
    def __init__(self, target, number, sound):
        self.sip, self.talker, self.target = stamped(), Talker(sound), target
        self.me, self.id = self.sip.getsockname()[1], os.urandom(6).hex()
        self.uri, self.tag, self.answered = f"sip:{number}@{target[0]}:{target[1]}", "", None
        self.send("INVITE", 1, sdp(self.talker.port))

    def send(self, method, cseq, body=""):
        uri = self.uri
        self.sip.sendto((f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {LOCAL}:{self.me};branch=z9hG4bK{self.id}{method}\r\nFrom: <sip:felt@{LOCAL}:{self.me}>"
                         f";tag={self.id}\r\nTo: <{uri}>{self.tag}\r\nCall-ID: {self.id}@felt\r\nCSeq: {cseq} {method}\r\nMax-Forwards: 70\r\nContact: "
                         f"<sip:felt@{LOCAL}:{self.me}>\r\n" + ("Content-Type: application/sdp\r\n" if body else "")
                         + f"Content-Length: {len(body)}\r\n\r\n{body}").encode(), self.target)

    def on_sip(self):
        data, at, _ = received(self.sip)
        text = data.decode(errors="replace")
        if text.startswith("SIP/2.0 2") and "CSeq: 1 INVITE" in text and not self.answered:
            self.tag = re.search(r"\r\nTo:[^\r]*(;tag=[^\r;]+)", text).group(1)
            self.answered = at
            self.send("ACK", 1)
            self.talker.begin(text)
        elif text.startswith("SIP/2.0 ") and int(text[8]) > 2:
            sys.exit("felt: refused: " + text.splitlines()[0])

    def end(self):
        self.send("BYE", 2)
        self.sip.close()
        self.talker.socket.close()


class Agent:
    """Answers every call at once; its 200 and the BYE's."""

    def __init__(self):
        self.sip, self.talker, self.answered = stamped(AGENT_SIP), None, None

    def on_sip(self):
        data, _, source = received(self.sip)
        text = data.decode(errors="replace")
        if text.startswith(("INVITE", "BYE", "OPTIONS")):
            kept = "".join(line + "\r\n" for line in text.split("\r\n\r\n")[0].split("\r\n") if line.split(":")[0].lower() in ("via", "from", "call-id", "cseq", "record-route"))
            to = re.search(r"\r\n(To:[^\r]*)", text).group(1)
            body = ""
            if text.startswith("INVITE"):
                self.talker, to = Talker(AGENTS), to + ";tag=a" + os.urandom(4).hex()
                body = sdp(self.talker.port)
            answer = (f"SIP/2.0 200 OK\r\n{kept}{to}\r\nContact: <sip:agent@{LOCAL}:{AGENT_SIP}>\r\n" + ("Content-Type: application/sdp\r\n" if body else "")
                      + f"Content-Length: {len(body)}\r\n\r\n{body}")
            if body:
                self.answered = time.time()
            self.sip.sendto(answer.encode(), source)
            if body:
                self.talker.begin(text)


def until(sockets, talkers, on, seconds=8):
    """Serves sockets and talkers until `on` has enough."""
    end = time.time() + seconds
    while time.time() < end:
        for talker in talkers():
            talker.tick(time.time())
        ready, _, _ = select.select(sockets(), [], [], 0.001)
        for s in ready:
            if on(s):
                return True
    return False


def ivr(target, press, more):
    call, seen = Call(target, "ivr", QUIET), {}

    def on(s):
        if s is call.sip:
            call.on_sip()
            return False
        data, at, _ = received(s)
        sound = data[12:]
        if sound in press:
            seen.setdefault("first", at)
            seen["last"] = at
            seen["heard"] = seen.get("heard", 0) + 1
        elif sound in more:
            seen["next"] = at
        if seen.get("heard") == 25 and "key" not in seen:
            seen["key"] = call.talker.key(1)
        return "next" in seen

    good = until(lambda: [call.sip, call.talker.socket], lambda: [call.talker], on)
    call.end()
    return {"audio": seen["first"] - call.answered, "cut": seen["last"] - seen["key"], "next": seen["next"] - seen["key"]} if good else None


def queue(target, agent):
    call, seen = Call(target, "queue", CALLERS), {}
    agent.talker = agent.answered = None

    def on(s):
        if s is call.sip:
            call.on_sip()
        elif s is agent.sip:
            agent.on_sip()
        else:
            data, at, _ = received(s)
            side = "caller" if s is call.talker.socket else "agent"
            if data[12:] == (AGENTS if side == "caller" else CALLERS):
                seen.setdefault(side, at)
        return len(seen) == 2

    talkers = lambda: [call.talker] + ([agent.talker] if agent.talker else [])
    good = until(lambda: [call.sip, agent.sip] + [t.socket for t in talkers()], talkers, on)
    call.end()
    until(lambda: [agent.sip], lambda: [], lambda s: agent.on_sip(), 0.1)
    return {"agent": max(seen.values()) - agent.answered} if good else None


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--target", default="127.0.0.1:5070")
    p.add_argument("--times", type=int, default=50)
    p.add_argument("--label", default="")
    p.add_argument("--out")
    a = p.parse_args()
    host, port = a.target.split(":")
    target, prompts = (host, int(port)), "ivr-scripts/bench/ivr/prompts/en/"
    press, more, agent = frames_of(prompts + "press.wav"), frames_of(prompts + "long.wav"), Agent()
    times, failed = {}, 0
    for _ in range(a.times):
        for result in (ivr(target, press - more, more - press), queue(target, agent)):
            failed += result is None
            for name, value in (result or {}).items():
                times.setdefault(name, []).append(1000 * value)
    at = lambda values, q: round(sorted(values)[min(len(values) - 1, int(q * len(values)))], 1)
    line = {"what": "felt", "label": a.label, "times": a.times, "failed": failed, "at": int(time.time())}
    line.update({name: {"p50": at(v, .5), "p99": at(v, .99), "max": at(v, 1)} for name, v in times.items()})
    print(json.dumps(line))
    if a.out:
        open(a.out, "a").write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
