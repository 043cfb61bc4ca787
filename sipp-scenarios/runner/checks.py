"""The questions that a scenario asks about what was heard and about the messages; each answers with a complaint or None."""

import re

from . import audio

CODEC_PACKETS = 25
ALIKE = 0.95  # the right recording is above it with a tenth of it lost, another is below


def heard(check, end, prompts):
    """`check` is one line of `hear` in scenarios.ini; `prompts` finds a recording by name, or None."""
    word, *rest = check.split()
    if word == "nothing":
        return f"{len(end.packets)} RTP packets came, expected none" if end.packets else None
    if not end.packets:
        return "no RTP came"
    voice = end.voice()
    if word == "packets":
        return None
    if word == "sound":  # sound [after S] [for S]
        options = dict(zip(rest[::2], map(float, rest[1::2])))
        after, least = options.get("after", 0.0), options.get("for", 0.3)
        loud = sum(0.02 for level in audio.levels(voice[int(after * audio.RATE) :]) if level > audio.QUIET)
        return None if loud >= least else f"only {loud:.1f} s of sound after {after:g} s, expected {least:g} s"
    if word == "tone":  # tone HZ [for S]
        hz, least = int(rest[0]), float(rest[2]) if len(rest) > 2 else 1.0
        seconds = audio.seconds_of_tone(voice, hz)
        return None if seconds >= least else f"heard {seconds:.1f} s of the {hz} Hz tone, expected {least:g} s"
    if word == "repeats":  # repeats N: at least N stretches of sound with 2 s of silence between them
        found = audio.stretches(voice)
        return None if len(found) >= int(rest[0]) else f"heard {len(found)} stretches of sound, expected {rest[0]}"
    if word == "gap":  # gap S: a pause without packets, and packets again after it
        longest = max((length for _, length in end.gaps()), default=0.0)
        return None if longest >= float(rest[0]) else f"the longest pause was {longest:.1f} s, expected {rest[0]} s"
    if word == "steady":  # steady [S]: no pause longer than this
        most = float(rest[0]) if rest else 0.3
        at, longest = max(end.gaps(), key=lambda gap: gap[1], default=(0, 0))
        return None if longest <= most else f"RTP paused for {longest:.2f} s at {at:.1f} s"
    if word == "codec":  # codec TYPE each UNITS
        return _codec(int(rest[0]), int(rest[2]), end.packets)
    if word == "prompt":  # prompt NAME [OR NAME …]
        return _prompt([name for name in rest if name != "or"], [voice, end.said()], prompts)
    raise ValueError(f"unknown check: {check}")


def _codec(kind, units, packets):
    """Whether all that came is of one payload type, and each packet of so many units of its clock, but where one prompt ends and another begins."""
    others = {p.payload_type for p in packets} - {kind}
    if others:
        return f"packets of the payload types {sorted(others)} came, expected {kind}"
    following = [(a, b) for a, b in zip(packets, packets[1:]) if b.sequence == (a.sequence + 1) & 0xFFFF]
    right = sum(1 for a, b in following if (b.timestamp - a.timestamp) & 0xFFFFFFFF == units)
    good = right >= CODEC_PACKETS and right >= 0.9 * len(following)
    return None if good else f"{right} of {len(following)} packets are {units} units long, expected {CODEC_PACKETS} and nearly all"


def _prompt(names, voices, prompts):
    """`voices`: what was heard with its pauses, and without: a sender that was held up goes on where it stopped."""
    recordings = [(name, audio.read_wav(path)) for name in names for path in prompts(name)]
    if not recordings:
        return None if audio.stretches(voices[0]) else "no sound, and no recording to compare with"
    best, which = max((audio.likeness(voice, recording), name) for voice in voices for name, recording in recordings)
    return None if best >= ALIKE else f"did not hear {' or '.join(names)} (likeness {best:.2f} to {which}, expected {ALIKE})"


def logged(check, messages):
    """`check` is one line of `log`: DIRECTION START at least|exactly N [times]; or `one to-tag`."""
    if check == "one to-tag":
        tags = {t for d, text in messages if d == "received" and text.startswith("SIP/2.0") for t in _to_tags(text)}
        return None if len(tags) == 1 else f"the answers carry {len(tags)} To tags, expected one: it is one call"
    direction, pattern, relation, number = re.fullmatch(
        r"(sent|received) (.+) (at least|exactly) (\d+)", check
    ).groups()
    count = sum(1 for d, text in messages if d == direction and re.match(pattern, text))
    good = count == int(number) if relation == "exactly" else count >= int(number)
    return None if good else f"{direction} {pattern} {count} times, expected {relation} {number}"


def _to_tags(text):
    # 100 Trying has no tag yet
    return re.findall(r"^(?:To|t)\s*:.*;tag=([^\s;>]+)", text, re.MULTILINE | re.IGNORECASE)
