"""What the runner makes of a bad line: `python3 -B sipp-scenarios/runner/hearing_test.py`. Needs no server."""

import pathlib
import random
import sys
import unittest

HOME = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOME / "sipp-scenarios"))

from runner import audio, checks, rtp_end  # noqa: E402

PROMPTS = HOME / "ivr-scripts" / "support-line" / "prompts" / "en"
RIGHT = "opening_hours"
WRONG = ["closed_today", "order_number", "please_wait", "goodbye", "position", "you_keyed"]
PACKET = audio.FRAME / audio.RATE
MIDDLE = 100  # packets: the welcome has 95


def call():
    """The packets of somebody who says two prompts, and stands a few samples off the recordings' frames."""
    sound = bytes([0xFF] * 100) + b"".join(_mulaw(name) for name in ("welcome", RIGHT))
    return [
        rtp_end.Packet(1000 + i * PACKET, (), 0, sound[i * 160 : i * 160 + 160], (65500 + i) & 0xFFFF, (i - 100) * 160 % 2**32, 7)
        for i in range(300)
    ]


def _mulaw(name):
    return bytes(audio.encode_mulaw(sample) for sample in audio.read_wav(PROMPTS / f"{name}.wav"))


def lost(packets, share, seed=1):
    chance = random.Random(seed)
    return [p for p in packets if chance.random() >= share]


def held_up(packets, at, seconds, stamps_go_on=True):
    """The sender pauses before packet `at`."""
    more = int(seconds * audio.RATE) if stamps_go_on else 0
    return packets[:at] + [p._replace(time=p.time + seconds, timestamp=p.timestamp + more) for p in packets[at:]]


def in_a_burst(packets, at, seconds):
    """From packet `at` on they come that much later, until the time is made good."""
    until = packets[at].time + seconds
    return packets[:at] + [p._replace(time=max(p.time, until)) for p in packets[at:]]


def ear(packets):
    end = rtp_end.RtpEnd("127.0.0.1")
    end.socket.close()
    end.packets = packets
    return end


def heard(packets, name):
    return checks.heard(f"prompt {name}", ear(packets), lambda wanted: [PROMPTS / f"{wanted}.wav"])


class Hearing(unittest.TestCase):
    LINES = {
        "a good line": lambda p: p,
        "packets are lost": lambda p: lost(p, 0.1),
        "the sender is held up": lambda p: held_up(p, MIDDLE + 30, 0.4),
        "the sender is held up often and packets are lost": lambda p: lost(
            held_up(held_up(held_up(p, MIDDLE + 10, 0.3), MIDDLE + 40, 0.3), MIDDLE + 90, 0.3), 0.1
        ),
        "packets come in a burst": lambda p: in_a_burst(p, MIDDLE + 20, 0.7),
        "packets change places": lambda p: sorted(p, key=lambda x: x.time + 0.03 * (x.sequence % 20 == 0)),
        "timestamps stand still in a pause": lambda p: held_up(p, MIDDLE - 10, 3.0, stamps_go_on=False),
    }

    def test_the_right_prompt_is_heard_and_another_is_not(self):
        packets = call()
        for line, change in self.LINES.items():
            with self.subTest(line):
                self.assertIsNone(heard(change(packets), RIGHT))
                for name in WRONG:
                    self.assertIsNotNone(heard(change(packets), name), name)

    def test_a_prompt_of_which_half_is_missing_is_not_heard(self):
        self.assertIsNotNone(heard(lost(call(), 0.5), RIGHT))

    def test_pauses_have_their_length_whatever_the_timestamps_do(self):
        for go_on in (True, False):
            voice = ear(held_up(call(), MIDDLE, 3.0, go_on)).voice()
            self.assertAlmostEqual(len(voice) / audio.RATE, 9.0, delta=0.15)

    def test_a_burst_moves_nothing(self):
        self.assertEqual(ear(in_a_burst(call(), MIDDLE, 0.7)).voice(), ear(call()).voice())

    def test_packets_are_of_the_codec_and_the_length_that_is_expected(self):
        def complaint(packets, check):
            return checks.heard(check, ear(packets), None)

        self.assertIsNone(complaint(call(), "codec 0 each 160"))
        self.assertIsNone(complaint(held_up(lost(call(), 0.1), MIDDLE, 3.0), "codec 0 each 160"))
        self.assertIsNotNone(complaint(call(), "codec 9 each 160"))
        self.assertIsNotNone(complaint(call(), "codec 0 each 320"))
        self.assertIsNotNone(complaint(call()[:20], "codec 0 each 160"))


if __name__ == "__main__":
    unittest.main()
