package org.helpline.sip.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The first audio line of a session description, read for a look however broken the rest is (RFC 4566).
 *
 * @param origin the address in o=; {@code address} the one that counts for the audio, empty if there is none
 * @param port of the audio; 0 refuses it, -1: there is no audio line
 * @param protocol as {@code RTP/AVP}
 * @param payloads in the order of preference
 * @param names payload type to the codec's name, {@code PCMU/8000}; the static ones included
 * @param direction sendrecv, sendonly, recvonly or inactive
 * @param crypto the suites of a=crypto, in order
 * @param ptime ms; 0 where it is not said
 * @param dtls whether it has a fingerprint
 */
public record SdpText(
        String origin,
        String address,
        int port,
        String protocol,
        List<Integer> payloads,
        Map<Integer, String> names,
        String direction,
        List<String> crypto,
        int ptime,
        boolean dtls) {

    private static final Map<Integer, String> STATIC = Map.of(
            0,
            "PCMU/8000",
            3,
            "GSM/8000",
            4,
            "G723/8000",
            8,
            "PCMA/8000",
            9,
            "G722/8000",
            13,
            "CN/8000",
            18,
            "G729/8000");
    private static final String EVENTS = "telephone-event";

    /** Gathers while lines are read. */
    private static final class Reading {
        private String origin = "";
        private String session = "";
        private String audio = "";
        private int port = -1;
        private String protocol = "";
        private final List<Integer> payloads = new ArrayList<>();
        private final Map<Integer, String> names = new LinkedHashMap<>();
        private String direction = "sendrecv";
        private final List<String> crypto = new ArrayList<>();
        private int ptime;
        private boolean dtls;
        private boolean inAudio;
        private boolean inOther;
    }

    static SdpText read(String text) {
        Reading r = new Reading();
        text.lines().limit(500).map(String::strip).forEach(line -> take(r, line));
        for (int payload : r.payloads) {
            String known = STATIC.get(payload);
            if (known != null) {
                r.names.putIfAbsent(payload, known);
            }
        }
        return new SdpText(
                r.origin,
                r.audio.isEmpty() ? r.session : r.audio,
                r.port,
                r.protocol,
                List.copyOf(r.payloads),
                Map.copyOf(r.names),
                r.direction,
                List.copyOf(r.crypto),
                r.ptime,
                r.dtls);
    }

    private static void take(Reading r, String line) {
        String value = line.length() > 2 ? line.substring(2) : "";
        if (line.startsWith("m=")) {
            r.inOther = !(value.startsWith("audio ") && r.port < 0);
            r.inAudio = !r.inOther;
            if (r.inAudio) {
                audio(r, value);
            }
        } else if (r.inOther) {
            return; // video and the like
        } else if (line.startsWith("o=")) {
            r.origin = last(value);
        } else if (line.startsWith("c=")) {
            if (r.inAudio) {
                r.audio = last(value);
            } else {
                r.session = last(value);
            }
        } else if (line.startsWith("a=")) {
            attribute(r, value);
        }
    }

    private static void audio(Reading r, String value) {
        String[] parts = value.split("\\s+", -1);
        r.port = parts.length > 1 ? number(parts[1].replaceFirst("/.*", ""), -1) : -1;
        r.protocol = parts.length > 2 ? parts[2] : "";
        for (int i = 3; i < parts.length && r.payloads.size() < 60; i++) {
            int payload = number(parts[i], -1);
            if (payload >= 0 && payload < 128) {
                r.payloads.add(payload);
            }
        }
    }

    private static void attribute(Reading r, String value) {
        if (value.startsWith("rtpmap:")) {
            String[] parts = value.substring(7).strip().split("\\s+", 2);
            int payload = number(parts[0], -1);
            if (parts.length == 2 && payload >= 0) {
                r.names.put(payload, parts[1].strip());
            }
        } else if (value.startsWith("ptime:")) {
            r.ptime = number(value.substring(6).strip(), 0);
        } else if (value.startsWith("crypto:")) {
            String[] parts = value.split("\\s+", -1);
            r.crypto.add(parts.length > 1 ? parts[1] : "?");
        } else if (value.startsWith("fingerprint:")) {
            r.dtls = true;
        } else if (List.of("sendrecv", "sendonly", "recvonly", "inactive").contains(value)) {
            r.direction = value;
        }
    }

    private static int number(String digits, int otherwise) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : otherwise;
    }

    private static String last(String value) {
        String[] parts = value.strip().split("\\s+", -1);
        return parts.length == 0 ? "" : parts[parts.length - 1].replaceFirst("/.*", "");
    }

    /** The codecs by name, without telephone-event and comfort noise. */
    public List<String> codecs() {
        return payloads.stream()
                .map(p -> names.getOrDefault(p, "type " + p))
                .filter(n -> !n.toLowerCase(Locale.ROOT).startsWith(EVENTS) && !n.startsWith("CN/"))
                .map(n -> n.replaceFirst("/8000(/1)?$", ""))
                .toList();
    }

    /** How fast the time stamps of a payload type run, in Hz; 0 where the description does not say. */
    public int clock(int payload) {
        String[] parts = names.getOrDefault(payload, "").split("/", -1);
        return parts.length < 2 ? 0 : number(parts[1], 0);
    }

    /** The payload type of telephone-event. */
    public Optional<Integer> events() {
        return payloads.stream()
                .filter(p -> names.getOrDefault(p, "").toLowerCase(Locale.ROOT).startsWith(EVENTS))
                .findFirst();
    }

    /** Whether the peer is put on hold: by a direction, or by the address 0.0.0.0 of older phones (RFC 3264 §8.4). */
    public boolean holds() {
        return direction.equals("sendonly") || direction.equals("inactive") || address.equals("0.0.0.0");
    }

    /** Whether the audio shall be encrypted. */
    public boolean isSecure() {
        return protocol.contains("SAVP");
    }

    /** In a few words: {@code 192.0.2.1:4000 PCMU, PCMA, keys as type 101}. */
    public String words() {
        if (port < 0) {
            return "no audio";
        }
        StringBuilder words = new StringBuilder();
        words.append(
                port == 0 ? "audio refused" : (address.contains(":") ? '[' + address + ']' : address) + ':' + port);
        words.append(' ').append(String.join(", ", codecs()));
        events().ifPresent(e -> words.append(", keys as type ").append(e));
        if (isSecure()) {
            words.append(", encrypted")
                    .append(crypto.isEmpty() ? "" : " " + String.join(" or ", new TreeSet<>(crypto)));
        }
        if (!direction.equals("sendrecv")) {
            words.append(", ").append(direction);
        }
        return words.toString();
    }

    /** What differs from an earlier description of the same side, in words; empty if nothing does. */
    public String since(SdpText before) {
        List<String> changes = new ArrayList<>();
        changed(changes, "address", before.address + ':' + before.port, address + ':' + port);
        changed(changes, "codecs", String.join(", ", before.codecs()), String.join(", ", codecs()));
        changed(changes, "direction", before.direction, direction);
        changed(changes, "protocol", before.protocol, protocol);
        changed(changes, "crypto", String.join(", ", before.crypto), String.join(", ", crypto));
        changed(changes, "keys", keys(before), keys(this));
        return String.join("; ", changes);
    }

    private static String keys(SdpText sdp) {
        return sdp.events().map(e -> "type " + e).orElse("none");
    }

    private static void changed(List<String> changes, String what, String from, String to) {
        if (!from.equals(to)) {
            changes.add(what + ' ' + (from.isEmpty() ? "none" : from) + " -> " + (to.isEmpty() ? "none" : to));
        }
    }
}
