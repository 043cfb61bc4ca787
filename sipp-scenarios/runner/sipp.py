"""Runs stock sipp with one scenario and reads its logs."""

import os
import re
import socket
import subprocess
import time

START = re.compile(r"^-{10,} (.+)$")
MESSAGE = re.compile(r"^(UDP|TCP|TLS|SCTP)? ?message (sent|received).*?(?:\[\d+\] bytes)? ?:?\s*$", re.IGNORECASE)


def free_port(host, stream=False):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM if stream else socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def is_free(host, port):
    """Whether a phone could listen there, by UDP."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, port))
            return True
        except OSError:
            return False


def answers(target, host):
    """Whether anything at `target` answers an OPTIONS by UDP within ten seconds."""
    name, _, port = target.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        probe.settimeout(0.5)
        ours = f"{'[' + host + ']' if ':' in host else host}:{probe.getsockname()[1]}"
        for attempt in range(20):
            text = (
                f"OPTIONS sip:{target} SIP/2.0\r\nVia: SIP/2.0/UDP {ours};rport;branch=z9hG4bKprobe{os.getpid()}{attempt}\r\n"
                f"From: <sip:probe@{ours}>;tag=probe\r\nTo: <sip:{target}>\r\nCall-ID: probe{os.getpid()}-{attempt}\r\n"
                f"CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
            )
            try:
                probe.sendto(text.encode(), (name.strip("[]"), int(port)))
                return bool(probe.recv(4096))
            except ConnectionRefusedError:
                time.sleep(0.3)
            except TimeoutError:
                pass
    return False


class Sipp:
    """One sipp process, for one call."""

    def __init__(self, xml, folder, label, *, host, port, rtp, timeout, target=None, number=None, caller=None, call_id=None, tcp=False, calls=1):
        self.port, self.label = port, label
        self.messages_file, self.errors_file = folder / f"{label}-messages.log", folder / f"{label}-errors.log"
        literal = f"[{host}]" if ":" in host else host
        words = ["sipp"] + ([target, "-s", number] if target else [])
        words += ["-sf", str(xml), "-m", str(calls), "-i", literal, "-p", str(port), "-nostdin"]
        words += ["-key", "rtp_ip", host, "-key", "rtp_port", str(rtp.port)]
        words += ["-key", "caller", caller] if caller else []
        words += ["-timeout", f"{timeout}s", "-timeout_error"]
        words += ["-trace_msg", "-message_file", str(self.messages_file)]
        words += ["-trace_err", "-error_file", str(self.errors_file)]
        words += ["-t", "t1"] if tcp else []
        words += ["-cid_str", call_id] if call_id else []
        self.command, self.timeout = words, timeout
        self.screen = open(folder / f"{label}-screen.log", "wb")
        self.began = time.time()
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.screen, stderr=subprocess.STDOUT)

    def wait(self, seconds=None):
        """The exit code; None if it had to be ended."""
        try:
            return self.process.wait(seconds if seconds is not None else self.timeout + 10)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.screen.close()

    def messages(self):
        """(direction, text) of every SIP message, in order."""
        return [(direction, text) for _, direction, text in self.timed_messages()]

    def audio_address(self):
        """Where the other side wants its sound, by the first description that came; None before that."""
        for direction, text in self.messages():
            host, port = re.search(r"^c=IN IP[46] (\S+)", text, re.MULTILINE), re.search(r"^m=audio (\d+)", text, re.MULTILINE)
            if direction == "received" and host and port:
                return host.group(1), int(port.group(1))
        return None

    def timed_messages(self):
        try:
            lines = self.messages_file.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return []
        found, at, current = [], self.began, None
        for line in lines:
            separator, header = START.match(line), MESSAGE.match(line)
            if separator:
                at, current = _time(separator.group(1), at), None
            elif header:
                current = (at, header.group(2).lower(), [])
                found.append(current)
            elif current is not None:
                current[2].append(line)
        return [(t, direction, "\n".join(text).strip("\n") + "\n") for t, direction, text in found]

    def complaint(self, code):
        """Why it failed, in one line."""
        try:
            text = self.errors_file.read_text(errors="replace")
        except FileNotFoundError:
            text = ""
        unexpected = re.search(r"while (expecting '[^']+'|sending|pausing)?.*?received '([^\r\n']*)", text, re.DOTALL)
        if unexpected:
            waiting = (unexpected.group(1) or "nothing").replace("expecting ", "").strip("'")
            return f"expected {waiting}, received {unexpected.group(2).strip()}"
        mismatch = re.search(r"with regexp '([^']*)'", text)
        if mismatch:
            return f"a message did not match {mismatch.group(1)}"
        lines = [re.sub(r"^[\d-]+\s+[\d:.]+\s+[\d.]+:\s*", "", line).strip() for line in text.splitlines()]
        lines = [line for line in lines if line and not line.startswith("The following events")]
        if any("retransmission" in line.lower() and "abort" in line.lower() for line in lines):
            return "no answer to a request"
        if code is None or any("timeout" in line.lower() or "timed out" in line.lower() for line in lines):
            last = next((text.split("\n")[0] for _, text in reversed(self.messages())), "nothing at all")
            return f"it took too long; the last message was: {last}"
        return lines[-1][:200] if lines else f"sipp ended with code {code}, see {self.label}-screen.log"


def _time(text, otherwise):
    # 2026-11-22 03:15:05.123456 (with or without the epoch behind it)
    epoch = re.search(r"\b(\d{9,10}\.\d+)\b", text)
    if epoch:
        return float(epoch.group(1))
    stamp = re.match(r"(\d{4}-\d\d-\d\d)[ T\t](\d\d:\d\d:\d\d)\.(\d+)", text)
    if not stamp:
        return otherwise
    whole = time.mktime(time.strptime(f"{stamp.group(1)} {stamp.group(2)}", "%Y-%m-%d %H:%M:%S"))
    return whole + float("0." + stamp.group(3))
