#!/usr/bin/env python3
"""relay.py --calls 50,100 [--seconds N] [--out FILE]: the yardstick of a relay, rtpengine from Debian (rtpengine-daemon) in user space on core 0.

Between two rtpsinks that talk, as measure.py's bridge has them: per call one offer and one answer by its NG protocol, then a packet that sets the sinks
talking. Prints measure.py's line of a bridge, with the label rtpengine. `floor` instead of numbers of calls: the two sinks talk to each other, with nothing
between, so their relay delay is the machine's own.
"""
import argparse, json, os, re, socket, struct, subprocess, sys, tempfile, time
from measure import AGENT_RTP, CALLER_RTP, LOAD_CORE, LOCAL, Window, server_memory, start_sink, stop_sink
import signal

NG, FIRST_PORT, LAST_PORT = 2223, 32000, 38999


def bencoded(value):
    if isinstance(value, dict):
        return b"d" + b"".join(bencoded(k) + bencoded(v) for k, v in sorted(value.items())) + b"e"
    if isinstance(value, list):
        return b"l" + b"".join(map(bencoded, value)) + b"e"
    data = value.encode()
    return str(len(data)).encode() + b":" + data


def order(control, words):
    """Sends one command; returns the port of the session description in its answer."""
    for turn in range(3):
        control.sendto(b"%d " % (os.getpid() * 1000 + order.count) + bencoded(words), (LOCAL, NG))
        try:
            answer = control.recv(8000).decode(errors="replace")
        except TimeoutError:
            continue
        order.count += 1
        found = re.search(r"m=audio (\d+)", answer)
        if not found:
            sys.exit("rtpengine refused: " + answer)
        return int(found.group(1))
    sys.exit("rtpengine does not answer")


order.count = 0


def sdp(port):
    return (f"v=0\r\no=- 1 1 IN IP4 {LOCAL}\r\ns=-\r\nc=IN IP4 {LOCAL}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n")


def begin(control, starter, number):
    call = {"call-id": f"bench{number}", "from-tag": f"a{number}", "ICE": "remove", "flags": ["asymmetric"]}
    order(control, {"command": "offer", "sdp": sdp(CALLER_RTP), **call})
    at_caller = order(control, {"command": "answer", "to-tag": f"b{number}", "sdp": sdp(AGENT_RTP), **call})
    starter.sendto(struct.pack(">BBHII", 0x80, 0, 1, 160, number) + b"\xff" * 160, (LOCAL, at_caller))


def report(label, calls, sinks, seconds, pid):
    for sink in sinks:
        sink.send_signal(signal.SIGUSR1)
    window = Window(pid)
    time.sleep(seconds)
    cost = window.stop()
    rtp = {"at_caller": stop_sink(sinks[0]), "at_agent": stop_sink(sinks[1])}
    relayed = sum(r["relay_timed"] for r in rtp.values())
    sent = sum(r["talk_sent"] for r in rtp.values())
    return {"what": "bridge", "label": label, "at": int(time.time()), "calls": calls, "up_in_window": calls, "agents_up": calls, "ok": calls, "failed": 0,
            "retransmissions": 0, **cost, "relayed": relayed, "sent_to_server": sent, "relayed_of_sent_pct": round(100 * relayed / max(1, sent), 3),
            "cpu_us_per_relayed_packet": round(1e6 * cost["server_cpu_s"] / max(1, relayed), 3), "rss_kib_per_call": 0, "rtp": rtp}


def rtpengine(calls, seconds):
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            ["taskset", "-c", "0", "rtpengine", "--config-file=none", "--table=-1", f"--interface={LOCAL}", f"--listen-ng={LOCAL}:{NG}", "--foreground",
             "--log-stderr", "--log-level=4", "--num-threads=2", "--endpoint-learning=off", f"--port-min={FIRST_PORT}", f"--port-max={LAST_PORT}",
             f"--pidfile={folder}/pid"], stdout=subprocess.DEVNULL, stderr=open(os.path.join(folder, "log"), "w"), cwd=folder)
        time.sleep(1.5)
        if server.poll() is not None:
            sys.exit("rtpengine did not start: " + open(os.path.join(folder, "log")).read())
        sinks = [start_sink(CALLER_RTP, talk=True), start_sink(AGENT_RTP, talk=True)]
        time.sleep(0.3)
        control, starter = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        control.settimeout(2)
        for number in range(calls):
            begin(control, starter, number)
            time.sleep(0.01)
        time.sleep(3)
        line = report("rtpengine", calls, sinks, seconds, server.pid)
        server.terminate()
        server.wait()
        return line


def floor(seconds):
    sinks = [start_sink(CALLER_RTP, talk=True), start_sink(AGENT_RTP, talk=True)]
    time.sleep(0.3)
    # from the agent's sink it would have to come; any address that rtpsink hears is talked to, so each is told of the other by a forged packet
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
    for source, target in ((AGENT_RTP, CALLER_RTP), (CALLER_RTP, AGENT_RTP)):
        body = struct.pack(">BBHII", 0x80, 0, 1, 160, source) + b"\xff" * 160
        raw.sendto(struct.pack(">HHHH", source, target, 8 + len(body), 0) + body, (LOCAL, 0))
    time.sleep(2)
    return report("floor", 1, sinks, seconds, os.getpid())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--calls", default="50,100")
    p.add_argument("--seconds", type=float, default=10)
    p.add_argument("--out")
    a = p.parse_args()
    os.sched_setaffinity(0, {int(LOAD_CORE)})
    for word in a.calls.split(","):
        line = json.dumps(floor(a.seconds) if word == "floor" else rtpengine(int(word), a.seconds))
        print(line, flush=True)
        if a.out:
            open(a.out, "a").write(line + "\n")


if __name__ == "__main__":
    main()
