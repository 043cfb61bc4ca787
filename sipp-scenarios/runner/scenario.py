"""Runs one scenario of scenarios.ini and judges it."""

import contextlib
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


PHONES = ("agent", "customer")  # those that are called; each has a port that the server knows
PORTS = {}  # a port is used by one scenario at a time
PORTS_GUARD = threading.Lock()


def ports_of(section, moved):
    """Where the phones of this scenario that are called listen, by their names."""
    return {who: section.getint(f"{who}_port") + moved for who in PHONES if f"{who}_port" in section}


def run(name, section, place):
    """Runs the scenario `name` as its `section` says."""
    ports = ports_of(section, place.agents_moved)
    with contextlib.ExitStack() as turns:
        for port in sorted(ports.values()):
            with PORTS_GUARD:
                turn = PORTS.setdefault(port, threading.Lock())
            turns.enter_context(turn)
        return _run(name, section, place, ports)


def _run(name, section, place, ports):
    folder = place.folder / name
    folder.mkdir(parents=True, exist_ok=True)
    began, chance = time.monotonic(), uuid.uuid4().hex[:8]
    call_id = f"{name}-{chance}"
    # every call comes from somebody else: a server may know a caller's language from the last call
    user = f"{place.caller}-{chance}"
    tcp, timeout = section.getboolean("tcp", False), section.getint("timeout", 40)
    ends = {"caller": RtpEnd(place.host, section.get("say", "silence"), _presses(section.get("press", "")))}
    ends |= {who: RtpEnd(place.agent_host, section.get(f"{who}_say", "silence")) for who in ports}
    port = sipp.free_port(place.host, tcp)
    watched = [port, *ports.values()] + [end.port for end in ends.values()]
    capture = pcap.Capture(folder / "capture.pcapng", watched) if place.capture else None
    for end in ends.values():
        end.start()
    called = [
        sipp.Sipp(
            XML / section[who], folder, who, host=place.agent_host, port=ports[who], rtp=ends[who], timeout=timeout,
            calls=section.getint(f"{who}_calls", 1),
        )
        for who in ports
    ]  # fmt: skip
    for phone in called:
        ends[phone.label].finds = phone.audio_address
    if called:
        time.sleep(0.3)  # until they listen; an INVITE that comes before is repeated
    caller = sipp.Sipp(
        XML / section["caller"], folder, "caller",
        host=place.host, port=port, rtp=ends["caller"], timeout=timeout, target=place.target,
        number=place.numbers.get(section.get("number", ""), section.get("number", "")), caller=user,
        call_id=call_id, tcp=tcp,
    )  # fmt: skip
    phones = [caller, *called]
    codes = {phone.label: phone.wait(None if phone is caller else 12) for phone in phones}
    for end in ends.values():
        end.end()
    if capture:
        capture.close()
    reasons = _judge(section, place, phones, codes, ends)
    reasons += story.told(place.calls, call_id, _lines(section.get("told", "")), folder)
    if reasons:
        _keep(folder, place, phones, list(ends.values()), capture)
    else:
        shutil.rmtree(folder)
    return Verdict(name, reasons, time.monotonic() - began, call_id, str(folder))


def _presses(text):
    """`1@1.0 0@3`: keys with seconds after the first RTP packet."""
    return [(word[0].upper(), float(word[2:])) for word in text.split()]


def _judge(section, place, phones, codes, ends):
    reasons = []
    for phone in phones:
        if codes[phone.label] != 0:
            reasons.append(f"{phone.label}: {phone.complaint(codes[phone.label])}")
    for phone in phones:
        who = phone.label
        mark = "" if who == "caller" else f"{who}_"
        for check in _lines(section.get(f"{mark}hear", "")):
            reasons += [f"{who}: {wrong}" for wrong in [checks.heard(check, ends[who], place.prompts)] if wrong]
        for check in _lines(section.get(f"{mark}log", "")):
            reasons += [f"{who}: {wrong}" for wrong in [checks.logged(check, phone.messages())] if wrong]
    presses = ends["caller"].presses
    if presses and not any(r.startswith("caller") for r in reasons):
        reasons.append(f"caller: the call ended before the key {presses[0][0]} was pressed")
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
