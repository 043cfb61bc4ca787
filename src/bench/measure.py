#!/usr/bin/env python3
"""Load one SIP server on this machine and measure it: the same load for any server.

The server runs already, pinned to core 0 (taskset -c 0). This driver, sipp and
rtpsink run on core 1. The server's CPU time is user+system of all its threads,
from /proc/PID/stat. One JSON line per run goes to stdout (and to --out).

  measure.py signalling --pid PID --ext echo0  --rates 50,100,200 --seconds 20 [--hold 500]
  measure.py media      --pid PID --ext prompt --calls 100,250,500 --seconds 30 [--ramp 50]
  measure.py bridge     --pid PID --ext queue  --calls 50,100,200 --seconds 30 [--ramp 20]
  measure.py ivr        --pid PID --ext ivr    --calls 100 [--ramp 20]

Common options: --target 127.0.0.1:5070, --repeat N, --out FILE, --label TEXT.

Extensions the server must offer:
  echo0   answer, send no media, wait for BYE
  prompt  answer, play a prompt of 60 s or more
  queue   answer, play a short prompt (so that the server sends first), then connect
          to an agent at sip:127.0.0.1:5390 and relay the media both ways
  ivr     answer, play a prompt, take one digit (SIP INFO), play another prompt

All is run under `flock /tmp/measure.lock`, which is given up for a moment every 115 s or so
(not with MEASURE_LOCKED=1 in the environment: the caller holds the lock).
"""
import argparse, csv, fcntl, glob, json, os, shutil, signal, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.environ.get("BENCH_TOOLS", HERE)       # where rtpsink was compiled to
LOCAL = "127.0.0.1"
CALLER_SIP, AGENT_SIP, CALLER_RTP, AGENT_RTP = 5380, 5390, 9000, 9002
TICKS = os.sysconf("SC_CLK_TCK")
LOAD_CORE = "1"
LOCK_RELEASE_AFTER_S = 115      # let others measure, too


def server_cpu_s(pid):
    """user+system seconds of all threads, those that ended included."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def server_sys_s(pid):
    """The system part of it (by ticks, so roughly)."""
    return int(open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[12]) / TICKS


def server_memory(pid):
    status = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status") if ":" in line)
    return {"rss_kib": int(status["VmRSS"].split()[0]), "threads": int(status["Threads"])}


def core_busy_s(core):
    """Seconds core has been busy (anything but idle and iowait), and stolen from it."""
    for line in open("/proc/stat"):
        if line.startswith(f"cpu{core} "):
            v = [int(x) / TICKS for x in line.split()[1:]]
            return v[0] + v[1] + v[2] + v[5] + v[6] + v[7], v[7]


class Window:
    """What the server and the cores spent between start and stop."""

    def __init__(self, pid):
        self.pid = pid
        self.t0, self.cpu0 = time.monotonic(), server_cpu_s(pid)
        self.sys0 = server_sys_s(pid)
        self.cores0 = [core_busy_s(0), core_busy_s(1)]

    def stop(self):
        t, cpu = time.monotonic() - self.t0, server_cpu_s(self.pid) - self.cpu0
        busy = [core_busy_s(c)[0] - self.cores0[c][0] for c in (0, 1)]
        steal = sum(core_busy_s(c)[1] - self.cores0[c][1] for c in (0, 1))
        return {"window_s": round(t, 2), "server_cpu_s": round(cpu, 3),
                "server_cpu_pct": round(100 * cpu / t, 1),
                "server_sys_share": round((server_sys_s(self.pid) - self.sys0) / max(cpu, 0.01), 2),
                "core0_other_pct": round(100 * (busy[0] - cpu) / t, 1),
                "core1_pct": round(100 * busy[1] / t, 1), "steal_pct": round(100 * steal / t, 1)}


def percentile(values, q):
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))] if values else None


class Sipp:
    def __init__(self, directory, name, scenario, arguments, target=None):
        self.dir, self.name = directory, name
        self.stat = os.path.join(directory, name + ".stat.csv")
        command = ["taskset", "-c", LOAD_CORE, "sipp"] + ([target] if target else []) + [
            "-sf", os.path.join(HERE, scenario), "-i", LOCAL, "-nostdin",
            "-trace_stat", "-stf", self.stat, "-fd", "1",
            "-trace_err", "-error_file", os.path.join(directory, name + ".errors"),
            "-key", "rtp_ip", LOCAL] + arguments
        self.process = subprocess.Popen(command, cwd=directory, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def wait(self, timeout):
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGUSR1)     # soft stop
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def row(self):
        """The newest row of sipp's statistics."""
        try:
            rows = list(csv.DictReader(open(self.stat), delimiter=";"))
            return rows[-1] if rows else {}
        except FileNotFoundError:
            return {}

    def counts(self):
        r = self.row()
        n = lambda k: int(r.get(k) or 0)
        return {"created": n("TotalCallCreated"), "ok": n("SuccessfulCall(C)"),
                "failed": n("FailedCall(C)"), "retransmissions": n("Retransmissions(C)"),
                "current": n("CurrentCall")}


def sipp_calls_limits(arguments):
    return ["-p", str(CALLER_SIP), "-key", "rtp_port", str(CALLER_RTP),
            "-l", "15000", "-recv_timeout", "20000", "-timeout_error"] + arguments


def start_sink(port, talk=False, seconds=150):
    return subprocess.Popen(["taskset", "-c", LOAD_CORE, os.path.join(TOOLS, "rtpsink"), "-p", str(port),
                             "-t", str(seconds)] + (["-T"] if talk else []), stdout=subprocess.PIPE, text=True)


def signalling(a, directory, rate):
    calls = int(rate * a.seconds)
    memory = server_memory(a.pid)
    window = Window(a.pid)
    sipp = Sipp(directory, "caller", "uac-hold.xml", sipp_calls_limits(
        ["-s", a.ext, "-d", str(a.hold), "-r", str(rate), "-m", str(calls),
         "-timeout", str(a.seconds + 40), "-trace_rtt", "-rtt_freq", "1"]), a.target)
    sipp.wait(a.seconds + 45)
    cost = window.stop()
    times = []
    for path in glob.glob(os.path.join(directory, "*_rtt.csv")):
        for line in list(open(path))[1:]:
            try:
                times.append(float(line.split(";")[1]))
            except (IndexError, ValueError):
                pass
    counts = sipp.counts()
    return {"rate": rate, **counts, "cpu_ms_per_call": round(1000 * cost["server_cpu_s"] / max(1, counts["created"]), 3),
            **cost, "rtt_samples": len(times),
            "rtt_ms_p50": percentile(times, .5), "rtt_ms_p99": percentile(times, .99),
            "rtt_ms_max": max(times, default=None),
            "rss_kib_before": memory["rss_kib"], **server_memory(a.pid)}


def ramp_up(sipp, calls, ramp):
    """Waits until all calls were begun, and 3 s more for them to settle."""
    deadline = time.monotonic() + calls / ramp + 8
    while time.monotonic() < deadline and sipp.counts()["created"] < calls:
        time.sleep(0.25)
    time.sleep(3)


def stop_sink(sink):
    sink.send_signal(signal.SIGINT)
    return json.loads(sink.communicate(timeout=10)[0])


def media(a, directory, calls):
    hold = int(1000 * (calls / a.ramp + 6 + a.seconds))
    idle = server_memory(a.pid)
    sink = start_sink(CALLER_RTP)
    sipp = Sipp(directory, "caller", "uac-hold.xml", sipp_calls_limits(
        ["-s", a.ext, "-d", str(hold), "-r", str(a.ramp), "-m", str(calls), "-timeout", str(hold // 1000 + 40)]), a.target)
    ramp_up(sipp, calls, a.ramp)
    sink.send_signal(signal.SIGUSR1)
    window = Window(a.pid)
    time.sleep(a.seconds)
    cost = window.stop()
    memory = server_memory(a.pid)
    current = sipp.counts()["current"]
    rtp = stop_sink(sink)
    sipp.wait(calls / a.ramp + 50)
    counts = sipp.counts()
    expected = calls * cost["window_s"] * 50
    return {"calls": calls, "up_in_window": current, **counts, **cost,
            "cpu_us_per_packet": round(1e6 * cost["server_cpu_s"] / max(1, rtp["packets"]), 3),
            "cpu_pct_per_100_calls": round(100 * cost["server_cpu_pct"] / calls, 2),
            "sent_of_expected_pct": round(100 * rtp["packets"] / expected, 2),
            "rss_kib_idle": idle["rss_kib"], **memory,
            "rss_kib_per_call": round((memory["rss_kib"] - idle["rss_kib"]) / calls, 1), "rtp": rtp}


def bridge(a, directory, calls):
    hold = int(1000 * (calls / a.ramp + 8 + a.seconds))
    idle = server_memory(a.pid)
    sinks = [start_sink(CALLER_RTP, talk=True), start_sink(AGENT_RTP, talk=True)]
    agent = Sipp(directory, "agent", "uas-agent.xml",
                 ["-p", str(AGENT_SIP), "-key", "rtp_port", str(AGENT_RTP), "-timeout", str(hold // 1000 + 60)])
    time.sleep(0.3)
    sipp = Sipp(directory, "caller", "uac-hold.xml", sipp_calls_limits(
        ["-s", a.ext, "-d", str(hold), "-r", str(a.ramp), "-m", str(calls), "-timeout", str(hold // 1000 + 40)]), a.target)
    ramp_up(sipp, calls, a.ramp)
    time.sleep(2)
    for sink in sinks:
        sink.send_signal(signal.SIGUSR1)
    window = Window(a.pid)
    time.sleep(a.seconds)
    cost = window.stop()
    memory = server_memory(a.pid)
    current, agents = sipp.counts()["current"], agent.counts()["current"]
    rtp = {"at_caller": stop_sink(sinks[0]), "at_agent": stop_sink(sinks[1])}
    sipp.wait(calls / a.ramp + 50)
    counts = sipp.counts()
    time.sleep(1)
    agent.stop()
    relayed = rtp["at_caller"]["relay_timed"] + rtp["at_agent"]["relay_timed"]
    sent = rtp["at_caller"]["talk_sent"] + rtp["at_agent"]["talk_sent"]
    return {"calls": calls, "up_in_window": current, "agents_up": agents, **counts, **cost,
            "relayed": relayed, "sent_to_server": sent,
            "relayed_of_sent_pct": round(100 * relayed / max(1, sent), 3),
            "cpu_us_per_relayed_packet": round(1e6 * cost["server_cpu_s"] / max(1, relayed), 3),
            "cpu_pct_per_100_calls": round(100 * cost["server_cpu_pct"] / calls, 2),
            "rss_kib_idle": idle["rss_kib"], **memory,
            "rss_kib_per_call": round((memory["rss_kib"] - idle["rss_kib"]) / calls, 1), "rtp": rtp}


def ivr(a, directory, calls):
    hold = 3000
    sink = start_sink(CALLER_RTP)
    window = Window(a.pid)
    sipp = Sipp(directory, "caller", "uac-ivr.xml", sipp_calls_limits(
        ["-s", a.ext, "-d", str(hold), "-r", str(a.ramp), "-m", str(calls), "-timeout", "90"]), a.target)
    sipp.wait(95)
    cost = window.stop()
    rtp = stop_sink(sink)
    counts = sipp.counts()
    return {"calls": calls, **counts, **cost,
            "cpu_ms_per_call": round(1000 * cost["server_cpu_s"] / max(1, counts["created"]), 3), "rtp": rtp}


STEPS = {"signalling": (signalling, "rates", float), "media": (media, "calls", int),
         "bridge": (bridge, "calls", int), "ivr": (ivr, "calls", int)}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=STEPS)
    p.add_argument("--pid", type=int, required=True)
    p.add_argument("--target", default="127.0.0.1:5070")
    p.add_argument("--ext", required=True)
    p.add_argument("--rates", default="50")
    p.add_argument("--calls", default="100")
    p.add_argument("--seconds", type=float, default=20)
    p.add_argument("--hold", type=int, default=500, help="signalling: ms between ACK and BYE")
    p.add_argument("--ramp", type=float, default=50, help="calls begun per second")
    p.add_argument("--repeat", type=int, default=1)
    p.add_argument("--label", default="")
    p.add_argument("--out")
    p.add_argument("--keep", help="keep sipp's files in this directory")
    a = p.parse_args()
    os.sched_setaffinity(0, {int(LOAD_CORE)})
    step, option, kind = STEPS[a.what]
    lock = open("/tmp/measure.lock", "a")
    held_since = None
    for turn in range(a.repeat):
        for value in [kind(v) for v in getattr(a, option).split(",")]:
            if held_since and time.monotonic() - held_since > LOCK_RELEASE_AFTER_S:
                fcntl.flock(lock, fcntl.LOCK_UN)
                held_since = None
                time.sleep(1)
            if not held_since:
                if not os.environ.get("MEASURE_LOCKED"):
                    fcntl.flock(lock, fcntl.LOCK_EX)
                held_since = time.monotonic()
            directory = tempfile.mkdtemp(prefix="measure-")
            result = step(a, directory, value)
            line = json.dumps({"what": a.what, "label": a.label, "turn": turn, "at": int(time.time()), **result})
            print(line, flush=True)
            if a.out:
                open(a.out, "a").write(line + "\n")
            if a.keep:
                shutil.copytree(directory, os.path.join(a.keep, f"{a.what}-{value}-{turn}"), dirs_exist_ok=True)
            shutil.rmtree(directory)
            time.sleep(2)


if __name__ == "__main__":
    main()
