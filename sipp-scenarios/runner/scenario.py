"""Runs one scenario of scenarios.ini and judges it."""

import dataclasses
import pathlib
import shutil
import threading
import time
import uuid

from . import audio, checks, pcap, sipp, story
from .rtp_end import RtpEnd

XML = pathlib.Path(__file__).resolve().parent.parent / "xml"


@dataclasses.dataclass
class Verdict:
    name: str
    reasons: list
    seconds: float
    call_id: str
    kept: str

    @property
    def passed(self):
        return not self.reasons


@dataclasses.dataclass
class Place:
    """
    Where scenarios run: target `host:port`, our address, where things are kept, how recordings are found.

    `agents_moved` is added to every agent's port; `calls` are the words of the command that tells a call, empty if there is none.
    """

    target: str
    host: str
    agent_host: str
    folder: pathlib.Path
    prompts: object
    numbers: dict
    capture: bool
    caller: str
    agents_moved: int
    calls: list


AGENT_PORTS = {}  # one agent's phone is used by one scenario at a time
AGENT_PORTS_GUARD = threading.Lock()


def agent_port_of(section, moved):
    """Where the agent's phone of this scenario listens; 0 if it has none."""
    port = section.getint("agent_port", 0)
    return port + moved if port else 0


def run(name, section, place):
    """Runs the scenario `name` as its `section` says."""
    agent_port = agent_port_of(section, place.agents_moved)
    with AGENT_PORTS_GUARD:
        turn = AGENT_PORTS.setdefault(agent_port, threading.Lock()) if agent_port else threading.Lock()
    with turn:
        return _run(name, section, place, agent_port)


def _run(name, section, place, agent_port):
    folder = place.folder / name
    folder.mkdir(parents=True, exist_ok=True)
    began, chance = time.monotonic(), uuid.uuid4().hex[:8]
    call_id = f"{name}-{chance}"
    # every call comes from somebody else: a server may know a caller's language from the last call
    user = f"{place.caller}-{chance}"
    tcp, timeout = section.getboolean("tcp", False), section.getint("timeout", 40)
    caller_end = RtpEnd(place.host, section.get("say", "silence"), _presses(section.get("press", "")))
    agent_end = RtpEnd(place.agent_host, section.get("agent_say", "silence")) if agent_port else None
    ends = [end for end in (caller_end, agent_end) if end]
    port = sipp.free_port(place.host, tcp)
    ports = [port, agent_port or port] + [end.port for end in ends]
    capture = pcap.Capture(folder / "capture.pcapng", ports) if place.capture else None
    for end in ends:
        end.start()
    agent = None
    if agent_port:
        agent = sipp.Sipp(
            XML / section["agent"], folder, "agent",
            host=place.agent_host, port=agent_port, rtp=agent_end, timeout=timeout,
        )  # fmt: skip
        time.sleep(0.3)  # until it listens; an INVITE that comes before is repeated
    caller = sipp.Sipp(
        XML / section["caller"], folder, "caller",
        host=place.host, port=port, rtp=caller_end, timeout=timeout, target=place.target,
        number=place.numbers.get(section.get("number", ""), section.get("number", "")), caller=user,
        call_id=call_id, tcp=tcp,
    )  # fmt: skip
    phones = [phone for phone in (caller, agent) if phone]
    codes = {phone.label: phone.wait(None if phone is caller else 12) for phone in phones}
    for end in ends:
        end.end()
    if capture:
        capture.close()
    reasons = _judge(section, place, phones, codes, caller_end, agent_end)
    reasons += story.told(place.calls, call_id, _lines(section.get("told", "")), folder)
    if reasons:
        _keep(folder, place, phones, ends, capture)
    else:
        shutil.rmtree(folder)
    return Verdict(name, reasons, time.monotonic() - began, call_id, str(folder))


def _presses(text):
    """`1@1.0 0@3`: keys with seconds after the first RTP packet."""
    return [(word[0].upper(), float(word[2:])) for word in text.split()]


def _judge(section, place, phones, codes, caller_end, agent_end):
    reasons = []
    for phone in phones:
        if codes[phone.label] != 0:
            reasons.append(f"{phone.label}: {phone.complaint(codes[phone.label])}")
    for key, end, who in (("hear", caller_end, "caller"), ("agent_hear", agent_end, "agent")):
        for check in _lines(section.get(key, "")):
            reasons += [f"{who}: {wrong}" for wrong in [checks.heard(check, end, place.prompts)] if wrong]
    for phone in phones:
        for check in _lines(section.get("log" if phone.label == "caller" else "agent_log", "")):
            reasons += [f"{phone.label}: {wrong}" for wrong in [checks.logged(check, phone.messages())] if wrong]
    if caller_end.presses and "press" in section and not any(r.startswith("caller") for r in reasons):
        reasons.append(f"caller: the call ended before the key {caller_end.presses[0][0]} was pressed")
    return reasons


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _keep(folder, place, phones, ends, capture):
    """A failure keeps the packets, what was heard, and sipp's logs (which are there already)."""
    if not (capture and capture.ok):
        host, _, port = place.target.rpartition(":")
        server = (host.strip("[]"), int(port))
        packets = [packet for end in ends for packet in end.wire]
        for phone, end in zip(phones, ends):
            ours = (end.host, phone.port)
            for at, direction, text in phone.timed_messages():
                source, target = (ours, server) if direction == "sent" else (server, ours)
                packets.append((at, source, target, text.replace("\n", "\r\n").encode()))
        pcap.write(folder / "capture.pcap", packets)
    for phone, end in zip(phones, ends):
        if end.packets:
            audio.write_wav(folder / f"{phone.label}-heard.wav", end.voice())
        (folder / f"{phone.label}-command.txt").write_text(" ".join(phone.command) + "\n")
