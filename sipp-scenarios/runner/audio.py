"""What is in a telephone's audio: loudness, tones, and whether a known recording is in it. Samples are lists of signed 16-bit ints at 8 kHz."""

import math
import struct
import wave

RATE = 8000
FRAME = 160  # samples in 20 ms
LEAST_KNOWN = 0.6  # of a recording must have come to be compared
QUIET = 184  # RMS of -45 dBFS: what is below is taken for silence


def _from_mulaw(code):
    code = ~code & 0xFF
    magnitude = ((2 * (code & 15) + 33) << (code >> 4 & 7)) - 33
    return -4 * magnitude if code & 0x80 else 4 * magnitude


def _from_alaw(code):
    code ^= 0x55
    segment, magnitude = code >> 4 & 7, 2 * (code & 15) + 1
    if segment:
        magnitude = (magnitude + 32) << (segment - 1)
    return 8 * magnitude if code & 0x80 else -8 * magnitude


MULAW = [_from_mulaw(code) for code in range(256)]
ALAW = [_from_alaw(code) for code in range(256)]
_TO_MULAW = {}


def encode_mulaw(sample):
    """The µ-law byte nearest to a sample."""
    if sample not in _TO_MULAW:
        _TO_MULAW[sample] = min(range(256), key=lambda code: abs(MULAW[code] - sample))
    return _TO_MULAW[sample]


def decode(payload_type, payload):
    """Samples of a PCMU (0) or PCMA (8) payload."""
    table = ALAW if payload_type == 8 else MULAW
    return [table[code] for code in payload]


def tone(hz, amplitude=6000, seconds=1):
    """µ-law bytes of a sine; whole seconds of a whole number of Hz join without a click."""
    return bytes(
        encode_mulaw(round(amplitude * math.sin(2 * math.pi * hz * i / RATE))) for i in range(RATE * seconds)
    )


def rms(samples):
    return math.sqrt(sum(s * s for s in samples) / len(samples)) if samples else 0.0


def levels(samples):
    """RMS of every 20 ms."""
    return [rms(samples[i : i + FRAME]) for i in range(0, len(samples) - FRAME + 1, FRAME)]


def stretches(samples, pause=2.0):
    """(from, to) in seconds of what sounds, joined where less than `pause` seconds of silence lie between."""
    found = []
    for i, level in enumerate(levels(samples)):
        if level > QUIET:
            start, end = i * 0.02, (i + 1) * 0.02
            if found and start - found[-1][1] < pause:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def seconds_of_tone(samples, hz):
    """For how long a tone of `hz` (± 20) is most of what sounds."""
    window, heard = 800, 0.0
    for at in range(0, len(samples) - window + 1, window):
        part = samples[at : at + window]
        total = sum(s * s for s in part) / window
        if total > QUIET * QUIET and max(_power(part, hz + off) for off in (-20, -10, 0, 10, 20)) > 0.6 * total:
            heard += window / RATE
    return heard


def _power(part, hz):
    turn = 2 * math.cos(2 * math.pi * hz / RATE)
    a = b = 0.0
    for s in part:
        a, b = s + turn * a - b, a
    return 2 * (a * a + b * b - turn * a * b) / (len(part) ** 2)


def likeness(samples, recording, most=3.0):
    """
    How well the loudness of the start of `recording` (at most `most` seconds) is found anywhere in `samples`: 1 is the same; the
    more words it shares with another the nearer it comes (opening_hours to closed_today 0.94, which begin alike). Robust against codec, level and packet phase; samples that are None (lost) are left out of the comparison.
    """
    heard, wanted = _envelope(samples), _envelope(_trim(recording)[: int(most * RATE)])
    best = 0.0
    for at in range(0, len(heard) - len(wanted) + 1):
        best = max(best, _correlation(heard[at : at + len(wanted)], wanted))
    return best


def _trim(samples):
    start = next((i for i, s in enumerate(samples) if abs(s) > 400), 0)
    return samples[start:]


def _envelope(samples):
    """Loudness of every 20 ms, looked at each 10 ms, as a logarithm, so that soft sounds count too; None where a sample was lost."""
    step = FRAME // 2
    parts = (samples[i : i + FRAME] for i in range(0, len(samples) - FRAME + 1, step))
    return [None if None in part else math.log(50 + rms(part)) for part in parts]


def _correlation(a, b):
    known = len(b)
    if None in a:
        pairs = [(x, y) for x, y in zip(a, b) if x is not None]
        a, b = [x for x, _ in pairs], [y for _, y in pairs]
    n = len(a)
    if n < 20 or n < LEAST_KNOWN * known:
        return 0.0
    mean_a, mean_b = sum(a) / n, sum(b) / n
    da, db = [x - mean_a for x in a], [x - mean_b for x in b]
    spread = math.sqrt(sum(x * x for x in da) * sum(x * x for x in db))
    return sum(x * y for x, y in zip(da, db)) / spread if spread > 1e-9 else 0.0


def read_wav(path):
    """Samples of a WAV file at 8 kHz, one channel; crude in its resampling, which is enough to compare loudness."""
    with open(path, "rb") as file:
        head = file.read(4096)
    at = head.find(b"fmt ")
    tag, channels, rate = struct.unpack_from("<HHI", head, at + 8)
    if tag in (6, 7):
        at = head.find(b"data")
        with open(path, "rb") as file:
            file.seek(at + 8)
            codes = file.read()
        samples = decode(8 if tag == 6 else 0, codes)
    else:
        with wave.open(str(path)) as wav:
            width, raw = wav.getsampwidth(), wav.readframes(wav.getnframes())
        if width == 1:
            samples = [(b - 128) << 8 for b in raw]
        else:
            samples = [
                int.from_bytes(raw[i + width - 2 : i + width], "little", signed=True) for i in range(0, len(raw), width)
            ]
    samples = samples[::channels]
    if rate == RATE:
        return samples
    step = rate / RATE
    return [samples[int(i * step)] for i in range(int(len(samples) / step))]


def write_wav(path, samples):
    """A 16-bit WAV file, to listen to what a failed scenario heard."""
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(struct.pack(f"<{len(samples)}h", *samples))
