"""Keeps the packets of a scenario: by dumpcap where it may capture, else written from what sipp and the RTP ends saw."""

import ipaddress
import shutil
import struct
import subprocess
import time


class Capture:
    """A running dumpcap on these UDP and TCP ports; `ok` is False if it may not capture here."""

    def __init__(self, path, ports):
        self.path, self.process, self.ok = path, None, False
        program = shutil.which("dumpcap")
        if not program:
            return
        words = [program, "-q", "-i", "any", "-f", " or ".join(f"port {p}" for p in ports), "-w", str(path)]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        started = self.process.stderr.readline() + self.process.stderr.readline()
        self.ok = b"File" in started or b"Capturing" in started
        if not self.ok:
            self.close()

    def close(self):
        if self.process and self.process.poll() is None:
            time.sleep(0.2)  # what is in the kernel's buffer is wanted too
            self.process.terminate()
            self.process.wait()
        if self.process:
            self.process.stderr.close()


def write(path, packets):
    """Writes (time, (host, port) from, (host, port) to, bytes) as UDP packets, in order of time; raw IP as the link type."""
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        for at, source, target, payload in sorted(packets, key=lambda packet: packet[0]):
            frame = _ip(source, target, payload[:65000])
            file.write(struct.pack("<IIII", int(at), int(at % 1 * 1e6), len(frame), len(frame)) + frame)


def _ip(source, target, payload):
    from_ip, to_ip = ipaddress.ip_address(source[0]), ipaddress.ip_address(target[0])
    udp = struct.pack("!HHHH", source[1], target[1], 8 + len(payload), 0) + payload
    if from_ip.version == 6:
        return struct.pack("!IHBB", 6 << 28, len(udp), 17, 64) + from_ip.packed + to_ip.packed + udp
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0) + from_ip.packed + to_ip.packed
    total = sum(struct.unpack("!10H", head))
    total = (total & 0xFFFF) + (total >> 16)
    checksum = ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF
    return head[:10] + struct.pack("!H", checksum) + head[12:] + udp
