"""The RTP end of a phone: records what comes, sends a tone or silence every 20 ms, presses keys by RFC 4733."""

import os
import socket
import struct
import threading
import time

from . import audio

PCMU, EVENT = 0, 101
KEYS = "0123456789*#ABCD"
PRESS_FRAMES = 8  # 160 ms
SILENCE = bytes([0xFF] * audio.FRAME)


class RtpEnd(threading.Thread):
    """
    Starts to send when the first packet has come, to where that came from: so it needs nothing out of the SDP.

    `presses`: (key, seconds after the first packet) in order.
    """

    def __init__(self, host, say="silence", presses=()):
        super().__init__(daemon=True)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.host, self.port = self.socket.getsockname()[:2]
        self.sound = audio.tone(int(say.split()[1])) if say.startswith("tone") else SILENCE
        self.talks = say != "nothing"
        self.presses = list(presses)
        self.packets = []  # (time, source, payload type, payload)
        self.wire = []  # (time, from, to, bytes), for the pcap
        self.pressed = []  # (time, key)
        self.ended = threading.Event()
        self._sequence, self._timestamp, self._ssrc = os.getpid() & 0xFFFF, 0, os.urandom(4)
        self._key = None  # (event, frames sent, timestamp at the press)

    def run(self):
        due = time.monotonic()
        while not self.ended.is_set():
            self._receive()
            if self.packets and self.talks:
                self._send_frame()
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
                data, source = self.socket.recvfrom(2048)
            except (BlockingIOError, ConnectionRefusedError):
                return
            now = time.time()
            self.wire.append((now, source[:2], (self.host, self.port), data))
            if len(data) >= 12 and data[0] >> 6 == 2:
                header = 12 + 4 * (data[0] & 15)
                self.packets.append((now, source, data[1] & 0x7F, data[header:]))

    def _send_frame(self):
        now = time.time()
        if self._key is None and self.presses and now - self.packets[0][0] >= self.presses[0][1]:
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
        data, to = head + self._ssrc + payload, self.packets[-1][1]
        self.wire.append((time.time(), (self.host, self.port), to[:2], data))
        try:
            self.socket.sendto(data, to)
        except OSError:
            pass  # the other side has closed: its BYE is on the way

    def voice(self):
        """All that was heard as samples from the first packet on; where nothing came there is silence."""
        heard = []
        voice = [p for p in self.packets if p[2] in (0, 8)]
        for at, _, payload_type, payload in voice:
            missing = int((at - voice[0][0]) * audio.RATE) - len(heard)
            if missing > 3 * audio.FRAME:
                heard.extend([0] * missing)
            heard.extend(audio.decode(payload_type, payload))
        return heard

    def gaps(self):
        """(seconds since the first packet, length) of every pause between two packets."""
        times = [p[0] for p in self.packets]
        return [(a - times[0], b - a) for a, b in zip(times, times[1:])]
