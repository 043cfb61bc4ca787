#!/usr/bin/env python3
"""startup.py TARGET COMMAND...: from exec of COMMAND to the first SIP answer (200 to OPTIONS over UDP).

Asks every 10 ms, prints one JSON line (milliseconds, resident KiB a second after the answer), then ends COMMAND by SIGTERM.
"""
import json, os, signal, socket, subprocess, sys, time

HOST, PORT = sys.argv[1].rsplit(":", 1)
ADDRESS = (HOST, int(PORT))


def question(n, port):
    return (f"OPTIONS sip:{HOST}:{PORT} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKstart{os.getpid()}n{n};rport\r\n"
            f"From: <sip:probe@127.0.0.1>;tag=p{n}\r\nTo: <sip:{HOST}:{PORT}>\r\nCall-ID: start{os.getpid()}n{n}\r\n"
            f"CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n").encode()


def main():
    asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asker.bind(("127.0.0.1", 0))
    asker.settimeout(0.01)
    begun = time.monotonic()
    server = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    n, first = 0, None
    while time.monotonic() - begun < 60 and server.poll() is None:
        n += 1
        try:
            asker.sendto(question(n, asker.getsockname()[1]), ADDRESS)
            answer = asker.recv(4096)
        except (TimeoutError, ConnectionRefusedError):
            time.sleep(0.005)
            continue
        if answer.startswith(b"SIP/2.0 200"):
            first = time.monotonic() - begun
            break
    time.sleep(1)
    rss = cpu = None
    try:
        status = open(f"/proc/{server.pid}/status").read()
        rss = int(status.split("VmRSS:")[1].split()[0])
        fields = open(f"/proc/{server.pid}/stat").read().rsplit(")", 1)[1].split()
        cpu = round((int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK"))
    except (OSError, IndexError):
        pass
    server.send_signal(signal.SIGTERM)
    server.wait(20)
    print(json.dumps({"what": "start", "first_answer_ms": first and round(first * 1000), "cpu_ms_a_second_later": cpu, "rss_kib": rss}))


if __name__ == "__main__":
    main()
