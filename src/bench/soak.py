#!/usr/bin/env python3
"""soak.py FOLDER MINUTES RATE COMMAND...: starts COMMAND (bin/helpline --profile soak …), lets sipp call it RATE times a second for so long, through
menu, queue, back to the menu and to an agent with sound both ways, and compares what the server holds before and after. bin/soak calls it.

Ends with 0 if no call failed and nothing was left of any, 1 if not, 3 if the server did not start.
"""
import collections, csv, glob, json, os, re, signal, subprocess, sys, time, urllib.request

FOLDER, MINUTES, RATE, COMMAND = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "sipp-scenarios", "soak")
AGENT_PORT, CALLER_PORT, AGENT_RTP, CALLER_RTP = 5097, 5098, 7000, 8000
WARM_UP_S, CALL_S = 60, 11
LINGER_S = 45            # transactions keep their messages for 32 s (RFC 3261 section 17.1.1.2), ports rest for 20
MOST_MB = 1.0            # a thousand calls may add this to the heap, and to the rest of the process
GONE = ["helpline_calls_active", "helpline_sip_transactions", "helpline_sip_dialogs", "helpline_rtp_legs", "helpline_rtp_ports"]


def sipp(name, scenario, port, rtp, more):
    statistics = os.path.join(FOLDER, name + ".csv")
    command = ["sipp", "-sf", os.path.join(SCENARIOS, scenario), "-i", "127.0.0.1", "-p", str(port), "-mi", "127.0.0.1", "-mp", str(rtp), "-rtp_echo",
               "-nostdin", "-default_behaviors", "all,-abortunexp", "-trace_stat", "-fd", "1", "-stf", statistics,
               "-trace_err", "-error_file", os.path.join(FOLDER, name + ".errors")] + more
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), statistics


def counts(statistics):
    try:
        row = list(csv.DictReader(open(statistics), delimiter=";"))[-1]
        return [int(row[k]) for k in ("TotalCallCreated", "SuccessfulCall(C)", "FailedCall(C)", "CurrentCall")]
    except (FileNotFoundError, IndexError, KeyError, TypeError, ValueError):
        return [0, 0, 0, 0]


def jcmd(pid, *words):
    java = os.environ.get("JAVA_HOME")
    return subprocess.run([os.path.join(java, "bin", "jcmd") if java else "jcmd", str(pid), *words], capture_output=True, text=True).stdout


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) / 1024


def threads(pid):
    """Those of the server: how many compilers and collectors there are is the virtual machine's own affair, and changes by the minute."""
    names = [open(t).read().strip() for t in glob.glob(f"/proc/{pid}/task/*/comm")]
    return collections.Counter(n for n in names if not re.match(r"C[12] Compiler|ZWorker|ForkJoinPool", n))


def metrics(desk):
    lines = urllib.request.urlopen(desk + "metrics", timeout=10).read().decode().splitlines()
    return {l.split(" ")[0]: float(l.split(" ")[1]) for l in lines if l and not l.startswith("#")}


def held(pid, desk):
    """What the process holds after a collection: the last one counts what lives."""
    jcmd(pid, "GC.run")
    heap = int(re.search(r"Total\s+\d+\s+(\d+)", jcmd(pid, "GC.class_histogram")).group(1)) / 1e6
    native = jcmd(pid, "VM.native_memory", "summary", "scale=KB")
    total = re.search(r"Total: reserved=\d+KB, committed=(\d+)KB", native)
    java_heap = re.search(r"Java Heap \(reserved=\d+KB, committed=(\d+)KB", native)
    beside = (int(total.group(1)) - int(java_heap.group(1))) / 1024 if total and java_heap else None
    now = metrics(desk)
    names = threads(pid)
    return names, {"live heap, MB": round(heap, 2), "native memory beside the heap, MB": None if beside is None else round(beside, 2),
            "resident, MB": round(resident(pid), 1), "threads": sum(names.values()),
            "open files": len(os.listdir(f"/proc/{pid}/fd")), **{g: int(now.get(g, -1)) for g in GONE}}


def say(line, last=False):
    end = "\n" if last or not sys.stdout.isatty() else "\r"
    print(line.ljust(118) if sys.stdout.isatty() else line, end=end, flush=True)


def call(name, seconds, pid, sip):
    calls = int(seconds * RATE)
    caller, statistics = sipp(name, "caller.xml", CALLER_PORT, CALLER_RTP, [
        sip, "-s", "400", "-r", str(RATE), "-l", str(RATE * 4 * CALL_S), "-m", str(calls), "-timeout", f"{int(seconds * 1.5) + 60}s"])
    begun, told = time.monotonic(), 0
    while caller.poll() is None:
        time.sleep(1)
        passed = int(time.monotonic() - begun)
        if sys.stdout.isatty() or passed >= told + 30:
            told = passed
            created, good, failed, current = counts(statistics)
            say(f"{name}: {passed // 60:2}:{passed % 60:02} of {int(seconds) // 60}:{int(seconds) % 60:02}  begun {created}  up {current}  good {good}"
                f"  failed {failed}  resident {resident(pid):.0f} MB")
    created, good, failed, _ = counts(statistics)
    say(f"{name}: {created} calls, {good} good, {failed} failed", last=True)
    return created, good, failed + calls - created


def rest(what):
    for left in range(LINGER_S, 0, -1):
        if sys.stdout.isatty():
            say(f"{what}: {left} s until what calls leave behind is given back")
        time.sleep(1)


def verdict(before, after, calls, failed):
    (named_before, before), (named_after, after) = before, after
    bad = []
    print(f"{'':38} {'before':>10} {'after':>10}   change of 1,000 calls")
    for name, was in before.items():
        now = after[name]
        change = "" if was is None or not name.endswith("MB") else f"{(now - was) / calls * 1000:+.3f} MB"
        print(f"{name:38} {'-' if was is None else was:>10} {'-' if now is None else now:>10}   {change}")
        if name.endswith("MB") and name != "resident, MB" and was is not None and (now - was) / calls * 1000 > MOST_MB:
            bad.append(f"{name} grows by more than {MOST_MB} MB with 1,000 calls")
        elif name in GONE and now != 0:
            bad.append(f"{name} is {now} although nobody calls any more")
        elif name == "threads" and now > was:
            bad.append("there are more threads than before: " + ", ".join(sorted(named_after - named_before)))
        elif name == "open files" and now > was:
            bad.append("there are more open files than before")
    if failed:
        bad.append(f"{failed} calls failed; {FOLDER}/soak.errors says why")
    for line in bad:
        print("NOT FINE:", line)
    print("fine: no call failed, and nothing is left of any" if not bad else f"not fine in {len(bad)} respects")
    return 1 if bad else 0


def main():
    server = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=open(os.path.join(FOLDER, "server.err"), "w"), text=True)
    line = server.stdout.readline()
    while line and not line.startswith("{"):
        line = server.stdout.readline()
    if not line:
        print("The server did not start:\n" + open(os.path.join(FOLDER, "server.err")).read(), file=sys.stderr)
        return 3
    ready = json.loads(line)
    sip, desk = f"127.0.0.1:{ready['sip'][0]['port']}", ready["desk"]
    agents, _ = sipp("agents", "agent.xml", AGENT_PORT, AGENT_RTP, [])
    try:
        call("warming up", WARM_UP_S, server.pid, sip)
        rest("warming up")
        before = held(server.pid, desk)
        calls, _, failed = call("soak", MINUTES * 60, server.pid, sip)
        rest("soak")
        return verdict(before, held(server.pid, desk), max(1, calls), failed)
    finally:
        agents.kill()
        server.send_signal(signal.SIGTERM)
        server.wait(30)


sys.exit(main())
