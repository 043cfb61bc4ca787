#!/usr/bin/env python3
"""Writes g722.golden with Debian's spandsp (libspandsp2): python3 g722-golden.py > g722.golden

Of each rate a line "rate encoded decoded", all but the rate in base64: what spandsp makes of the test's samples (the same numbers as in
G722Test.sound), and what it makes of that, and of noise (G722Test.noise), as little-endian 16-bit samples. Half a second of each.
"""
import base64, ctypes, math, zlib

spandsp = ctypes.CDLL("libspandsp.so.2")
for name in ("g722_encode_init", "g722_decode_init"):
    function = getattr(spandsp, name)
    function.restype = ctypes.c_void_p
    function.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
for name in ("g722_encode", "g722_decode"):
    getattr(spandsp, name).argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]


def noise(count):
    state, out = 1, bytearray()
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append((state >> 16) & 0xFF)
    return bytes(out)


def sound(count):
    """Noise that grows from nothing, then a square wave, then silence: no floating point, so that it is the same everywhere."""
    random = noise(2 * count)
    out = (ctypes.c_int16 * count)()
    for i in range(count):
        wide = (random[2 * i] << 8 | random[2 * i + 1]) - 32768
        if i < count // 2:
            out[i] = wide // 2 * i // (count // 2)
        elif i < count * 3 // 4:
            out[i] = 15000 if i // 9 % 2 == 0 else -15000
        else:
            out[i] = 0
    return out


OPTION_8000 = 1
for rate in (16000, 8000):
    option = OPTION_8000 if rate == 8000 else 0
    samples = rate // 2
    each = rate // 8000
    pcm = sound(samples)
    codes = (ctypes.c_uint8 * samples)()
    encoder = spandsp.g722_encode_init(None, 64000, option)
    n = spandsp.g722_encode(encoder, codes, pcm, samples)
    decoder = spandsp.g722_decode_init(None, 64000, option)
    heard = (ctypes.c_int16 * (n * each))()
    m = spandsp.g722_decode(decoder, heard, codes, n)
    raw = noise(n)
    decoder = spandsp.g722_decode_init(None, 64000, option)
    rough = (ctypes.c_int16 * (n * each))()
    spandsp.g722_decode(decoder, rough, raw, n)
    packed = [base64.b64encode(zlib.compress(bytes(b), 9)).decode() for b in (bytes(codes)[:n], bytes(heard), bytes(rough))]
    print(rate, *packed)
