"""The RTP end of a phone: records what comes, sends a tone or silence every 20 ms, presses keys by RFC 4733."""

import os
import socket
import struct
import sys
import threading
import time
import typing

from . import audio

PCMU, EVENT = 0, 101
KEYS = "0123456789*#ABCD"
PRESS_FRAMES = 8  # 160 ms
SILENCE = bytes([0xFF] * audio.FRAME)
SO_TIMESTAMPNS = 35 if sys.platform == "linux" else 0  # the system notes when a packet came, however late we look
AHEAD = 100  # packets: within two seconds one is not late
LATE = audio.RATE // 10  # below this nobody moves in time
LOOK_EVERY = 10  # frames
MOST_LOST = 250  # packets; a larger jump in the numbers is a new beginning


class Packet(typing.NamedTuple):
    """An RTP packet; `time` in seconds since the epoch, `timestamp` in samples."""

    time: float
    source: tuple
    payload_type: int
    payload: bytes
    sequence: int
    timestamp: int
    ssrc: int

    @property
    def is_voice(self):
        return self.payload_type in (0, 8)


class RtpEnd(threading.Thread):
    """
    Starts to send when the first packet has come, to where that came from: so it needs nothing out of the SDP. A phone that is called
    may have to speak first (the server joins two of them): `finds` is asked where to, until a packet has come; it answers (host, port) or None.

    `presses`: (key, seconds after the first packet) in order.
    """

    def __init__(self, host, say="silence", presses=()):
        super().__init__(daemon=True)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        if SO_TIMESTAMPNS:
            self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.host, self.port = self.socket.getsockname()[:2]
        self.sound = audio.tone(int(say.split()[1])) if say.startswith("tone") else SILENCE
        self.talks = say != "nothing"
        self.presses = list(presses)
        self.packets = []
        self.wire = []  # (time, from, to, bytes), for the pcap
        self.pressed = []  # (time, key)
        self.ended = threading.Event()
        self.finds, self._other = None, None
        self._sequence, self._timestamp, self._ssrc = os.getpid() & 0xFFFF, 0, os.urandom(4)
        self._key = None  # (event, frames sent, timestamp at the press)

    def run(self):
        due, frames = time.monotonic(), 0
        while not self.ended.is_set():
            self._receive()
            if self.packets:
                self._other = self.packets[-1].source
            elif self.finds and not self._other and frames % LOOK_EVERY == 0:
                self._other = self.finds()
            if self._other and self.talks:
                self._send_frame()
            frames += 1
            due += 0.02
            time.sleep(max(0.0, due - time.monotonic()))

    def end(self):
        self.ended.set()
        self.join()
        self._receive()
        self.socket.close()

    def _receive(self):
        while True:
            try:
                data, told, _, source = self.socket.recvmsg(2048, 64)
            except (BlockingIOError, ConnectionRefusedError):
                return
            came = _came(told)
            self.wire.append((came, source[:2], (self.host, self.port), data))
            if len(data) >= 12 and data[0] >> 6 == 2:
                header = 12 + 4 * (data[0] & 15)
                sequence, timestamp, ssrc = struct.unpack_from("!HII", data, 2)
                packet = Packet(came, source, data[1] & 0x7F, data[header:], sequence, timestamp, ssrc)
                self.packets.append(packet)

    def _send_frame(self):
        now = time.time()
        if self._key is None and self.presses and self.packets and now - self.packets[0].time >= self.presses[0][1]:
            key, _ = self.presses.pop(0)
            self.pressed.append((now, key))
            self._key = (KEYS.index(key), 0, self._timestamp)
        if self._key is None:
            at = self._timestamp % len(self.sound) if len(self.sound) > audio.FRAME else 0
            self._send(PCMU, False, self._timestamp, (self.sound + self.sound)[at : at + audio.FRAME])
        else:
            event, frames, began = self._key
            ends = frames >= PRESS_FRAMES  # the end is sent three times: RFC 4733 §2.5.1.4
            duration = audio.FRAME * min(frames + 1, PRESS_FRAMES)
            payload = struct.pack("!BBH", event, (0x80 if ends else 0) | 10, duration)
            self._send(EVENT, frames == 0, began, payload)
            self._key = None if frames == PRESS_FRAMES + 2 else (event, frames + 1, began)
        self._timestamp += audio.FRAME

    def _send(self, payload_type, marker, timestamp, payload):
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = struct.pack("!BBHI", 0x80, payload_type | (0x80 if marker else 0), self._sequence, timestamp & 0xFFFFFFFF)
        data, to = head + self._ssrc + payload, self._other
        self.wire.append((time.time(), (self.host, self.port), to[:2], data))
        try:
            self.socket.sendto(data, to)
        except OSError:
            pass  # the other side has closed: its BYE is on the way

    def voice(self):
        """
        All that was heard as samples from the first packet on, where the timestamps say; where nothing came there is silence. Packets
        that come late or in a burst are not moved by it; a sender whose timestamps stand still during a pause is.
        """
        packets, heard, moved = [p for p in self.packets if p.is_voice], [], None
        delays = [int(p.time * audio.RATE) - p.timestamp for p in packets]
        for i, packet in enumerate(packets):
            ahead = packets[i : i + AHEAD]
            least = min(delay for delay, p in zip(delays[i : i + AHEAD], ahead) if p.ssrc == packet.ssrc)
            if moved is None or abs(least - moved) > LATE:
                moved = least
            at = max(0, packet.timestamp + moved - int(packets[0].time * audio.RATE))
            samples = audio.decode(packet.payload_type, packet.payload)
            heard.extend([0] * (at + len(samples) - len(heard)))
            heard[at : at + len(samples)] = samples
        return heard

    def said(self):
        """What the other end sent, packet after packet: pauses are left out, a lost packet's samples are None, a late one is lost."""
        heard, following = [], None
        for packet in self.packets:
            missing = (packet.sequence - following[1]) & 0xFFFF if following and following[0] == packet.ssrc else 0
            if missing > 0xFFFF - MOST_LOST:
                continue
            samples = audio.decode(packet.payload_type, packet.payload) if packet.is_voice else []
            heard.extend([None] * (missing * len(samples) if missing < MOST_LOST else 0))
            heard.extend(samples)
            following = (packet.ssrc, packet.sequence + 1)
        return heard

    def gaps(self):
        """(seconds since the first packet, length) of every pause between two packets."""
        times = [p.time for p in self.packets]
        return [(a - times[0], b - a) for a, b in zip(times, times[1:])]


def _came(told):
    """When the system took the packet in; now, if it does not say."""
    for _, kind, value in told:
        if kind == SO_TIMESTAMPNS:
            seconds, nanos = struct.unpack("@ll", value[:16])
            return seconds + nanos / 1e9
    return time.time()
