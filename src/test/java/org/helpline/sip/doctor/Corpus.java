package org.helpline.sip.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.helpline.sip.doctor.Scene.Sound;

/** Captures of every trouble that the doctor knows, and of calls that are well: what each must be called stands in captures.csv. */
final class Corpus {

    private static final String A = "203.0.113.9:5060";
    private static final String B = "198.51.100.20:5060";
    private static final String A_INSIDE = "192.168.1.50:5060";
    private static final String CREDENTIALS =
            "Authorization: Digest username=\"alice\", realm=\"example.org\", nonce=\"n1\","
                    + " uri=\"sip:example.org\", response=\"00\", algorithm=MD5\r\n";
    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"\r\n";

    private Corpus() {}

    static Map<String, Consumer<Scene>> all() {
        Map<String, Consumer<Scene>> all = new LinkedHashMap<>();
        healthy(all);
        refusals(all);
        logins(all);
        beginnings(all);
        endings(all);
        within(all);
        addresses(all);
        offers(all);
        sounds(all);
        wires(all);
        return all;
    }

    private static Talk talk(Scene s) {
        return s.talk(A, B);
    }

    private static Talk opus(Scene s) {
        Talk t = talk(s);
        t.codecsA = "96";
        t.codecsB = "96";
        t.moreA = "a=rtpmap:96 opus/48000/2\r\na=ptime:20\r\n";
        t.moreB = t.moreA;
        return t;
    }

    private static Sound opus(int seconds) {
        Sound sound = Sound.of(seconds);
        sound.payload = 96;
        sound.step = 960;
        return sound;
    }

    // ---- calls that are well

    private static void healthy(Map<String, Consumer<Scene>> all) {
        all.put("well-plain-call", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(6);
            t.down();
        });
        all.put("well-ended-by-the-called-side", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(4);
            t.downByB();
        });
        all.put("well-in-opus-with-pauses", s -> {
            Talk t = opus(s);
            t.up();
            Sound paused = opus(4);
            paused.pauseEach = 3;
            paused.jitterMillis = 4;
            s.rtp(t.placeA(), t.placeB(), paused);
            s.rtp(t.placeB(), t.placeA(), opus(24));
            s.later(24_000);
            t.down();
        });
        all.put("well-over-tcp-in-pieces", s -> {
            Talk t = talk(s);
            t.transport = "TCP";
            t.segment = 100;
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("well-over-ipv6", s -> {
            Talk t = s.talk("[2001:db8::1]:5060", "[2001:db8::2]:5060");
            t.up();
            s.rtp("[2001:db8::1]:40000", "[2001:db8::2]:50000", Sound.of(4));
            s.rtp("[2001:db8::2]:50000", "[2001:db8::1]:40000", Sound.of(4));
            s.later(4_000);
            t.down();
        });
        all.put("well-in-a-private-network", s -> {
            Talk t = s.talk("192.168.1.50:5060", "192.168.1.2:5060");
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("well-with-password", s -> {
            Talk t = talk(s);
            t.refused(401, "Unauthorized", CHALLENGE);
            String invite = t.request("INVITE", 2, "", CREDENTIALS, t.sdpA());
            t.toB(invite);
            s.later(100);
            t.toA(t.answer(invite));
            s.later(10);
            t.toB(t.request("ACK", 2, t.tagB, "", ""));
            t.sound(3);
            t.down();
        });
        all.put("well-registration", s -> {
            Talk t = talk(s);
            String first = t.request("REGISTER", 1, "", "Expires: 300\r\n", "");
            t.toB(first);
            s.later(20);
            t.toA(t.response(first, 401, "Unauthorized", CHALLENGE, ""));
            s.later(20);
            String second = t.request("REGISTER", 2, "", CREDENTIALS + "Expires: 300\r\n", "");
            t.toB(second);
            s.later(20);
            t.toA(t.response(second, 200, "OK", "Expires: 300\r\n", ""));
        });
        all.put("well-given-up-by-the-caller", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(200);
            t.toA(t.response(invite, 180, "Ringing", "", ""));
            s.later(8_000);
            String cancel = t.request("CANCEL", 1, t.branch, "", "", "");
            t.toB(cancel);
            s.later(10);
            t.toA(t.response(cancel, 200, "OK", "", ""));
            t.toA(t.response(invite, 487, "Request Terminated", "", ""));
            s.later(10);
            t.toB(t.request("ACK", 1, t.branch, t.tagB, "", ""));
        });
        all.put("well-held-and-resumed", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            change(t, 2, t.sdpA() + "a=sendonly\r\n", t.sdpB() + "a=recvonly\r\n", 200);
            s.later(10_000);
            change(t, 3, t.sdpA(), t.sdpB(), 200);
            t.sound(3);
            String bye = t.request("BYE", 4, t.tagB, "", "");
            t.toB(bye);
            t.toA(t.response(bye, 200, "OK", "", ""));
        });
        all.put("well-session-refreshed", s -> {
            Talk t = talk(s);
            t.extraAnswer = "Session-Expires: 90;refresher=uac\r\n";
            t.up();
            t.sound(3);
            s.later(42_000);
            change(t, 2, t.sdpA(), t.sdpB(), 200);
            s.later(45_000);
            t.down();
        });
        all.put("well-with-prack", s -> {
            Talk t = talk(s);
            t.extraInvite = "Supported: 100rel\r\n";
            String invite = t.invite();
            t.toB(invite);
            s.later(100);
            t.toA(t.response(invite, 180, "Ringing", "Require: 100rel\r\nRSeq: 1\r\n", ""));
            s.later(20);
            String prack = t.request("PRACK", 2, t.tagB, "RAck: 1 1 INVITE\r\n", "");
            t.toB(prack);
            s.later(20);
            t.toA(t.response(prack, 200, "OK", "", ""));
            s.later(2_000);
            t.toA(t.answer(invite));
            s.later(20);
            t.ack();
            t.sound(3);
        });
        all.put("well-encrypted", s -> {
            Talk t = talk(s);
            t.protocolA = "RTP/SAVP";
            t.protocolB = "RTP/SAVP";
            t.moreA = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n";
            t.moreB = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:BBBB\r\n";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("well-transferred", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            String refer = t.request("REFER", 2, t.tagB, "Refer-To: <sip:302@example.org>\r\n", "");
            t.toB(refer);
            s.later(20);
            t.toA(t.response(refer, 202, "Accepted", "", ""));
            String notify = t.requestByB("NOTIFY", 1, "Event: refer\r\n", "SIP/2.0 200 OK\r\n");
            t.toA(notify);
            t.toB(t.response(notify, 200, "OK", "", ""));
            s.later(100);
            t.downByB();
        });
        all.put(
                "well-one-lost-packet",
                s -> { // one INVITE and one 200 are repeated, as they may be
                    Talk t = talk(s);
                    String invite = t.invite();
                    t.insist(t.a, t.b, invite, 2);
                    s.later(10);
                    t.toA(t.response(invite, 180, "Ringing", "", ""));
                    s.later(2_000);
                    t.insist(t.b, t.a, t.answer(invite), 2);
                    t.ack();
                    t.sound(4);
                    t.down();
                });
        all.put("well-answered-ping", s -> {
            Talk t = talk(s);
            String options = t.request("OPTIONS", 1, "", "", "");
            t.toB(options);
            t.toA(t.response(options, 200, "OK", "", ""));
        });
    }

    /** A re-INVITE of the caller's side and its answer. */
    private static void change(Talk t, int cseq, String offer, String answer, int status) {
        String invite = t.request("INVITE", cseq, t.tagB, "", offer);
        t.toB(invite);
        t.scene.later(50);
        t.toA(t.response(invite, status, status == 200 ? "OK" : "No", "", status == 200 ? answer : ""));
        t.scene.later(20);
        t.toB(
                status == 200
                        ? t.request("ACK", cseq, t.tagB, "", "")
                        : t.request("ACK", cseq, t.branch, t.tagB, "", ""));
    }

    // ---- refusals

    private static void refusals(Map<String, Consumer<Scene>> all) {
        refusal(all, 400, "Bad Request", "");
        refusal(all, 403, "Forbidden", "");
        refusal(all, 404, "Not Found", "");
        refusal(all, 408, "Request Timeout", "");
        refusal(all, 410, "Gone", "");
        refusal(all, 420, "Bad Extension", "Unsupported: 100rel\r\n");
        refusal(all, 421, "Extension Required", "Require: 100rel\r\n");
        refusal(all, 480, "Temporarily Unavailable", "");
        refusal(all, 482, "Loop Detected", "");
        refusal(all, 483, "Too Many Hops", "");
        refusal(all, 484, "Address Incomplete", "");
        refusal(all, 486, "Busy Here", "");
        refusal(all, 500, "Server Internal Error", "Reason: Q.850;cause=41\r\n");
        refusal(all, 503, "Service Unavailable", "Retry-After: 30\r\n");
        refusal(all, 504, "Server Time-out", "");
        refusal(all, 513, "Message Too Large", "");
        refusal(all, 603, "Decline", "");
        refusal(all, 604, "Does Not Exist Anywhere", "");
        refusal(all, 608, "Rejected", "");
        all.put("redirected", s -> talk(s).refused(302, "Moved Temporarily", ""));
        all.put("refused-by-an-unknown-status", s -> talk(s).refused(477, "Send failed (477/TM)", ""));
    }

    private static void refusal(Map<String, Consumer<Scene>> all, int status, String reason, String extra) {
        all.put("refused-" + status, s -> talk(s).refused(status, reason, extra));
    }

    // ---- digest and registration

    private static void logins(Map<String, Consumer<Scene>> all) {
        all.put("wrong-password-of-a-call", s -> {
            Talk t = talk(s);
            t.refused(401, "Unauthorized", CHALLENGE);
            challengedAgain(t, "INVITE", CREDENTIALS, CHALLENGE, 2);
        });
        all.put("wrong-password-of-a-registration", s -> {
            Talk t = talk(s);
            for (int cseq = 1; cseq < 8; cseq++) {
                challengedAgain(t, "REGISTER", cseq == 1 ? "" : CREDENTIALS, CHALLENGE, cseq);
            }
        });
        all.put("password-in-the-wrong-header", s -> {
            Talk t = talk(s);
            challengedAgain(t, "REGISTER", "", CHALLENGE, 1);
            challengedAgain(t, "REGISTER", CREDENTIALS.replace("Authorization", "Proxy-Authorization"), CHALLENGE, 2);
        });
        all.put("digest-of-another-algorithm", s -> {
            Talk t = talk(s);
            String strict = CHALLENGE.replace("MD5", "SHA-256");
            challengedAgain(t, "REGISTER", "", strict, 1);
            challengedAgain(t, "REGISTER", CREDENTIALS, strict, 2);
        });
        all.put("nonces-stale-for-ever", s -> {
            Talk t = talk(s);
            challengedAgain(t, "REGISTER", "", CHALLENGE, 1);
            for (int cseq = 2; cseq < 6; cseq++) {
                challengedAgain(
                        t, "REGISTER", CREDENTIALS, CHALLENGE.replace("algorithm", "stale=true, algorithm"), cseq);
            }
        });
        all.put("no-password-given", s -> {
            Talk t = talk(s);
            t.refused(407, "Proxy Authentication Required", CHALLENGE.replace("WWW", "Proxy"));
            s.udp(t.a, t.b, "OPTIONS"); // noise that ends the capture
        });
        all.put("registration-forbidden", s -> {
            Talk t = talk(s);
            challengedAgain(t, "REGISTER", "", CHALLENGE, 1);
            String again = t.request("REGISTER", 2, "", CREDENTIALS, "");
            t.toB(again);
            t.toA(t.response(again, 403, "Forbidden", "", ""));
        });
        all.put("registration-of-a-stranger", s -> {
            Talk t = talk(s);
            String register = t.request("REGISTER", 1, "", "", "");
            t.toB(register);
            t.toA(t.response(register, 404, "Not Found", "", ""));
        });
        all.put("registration-too-short", s -> {
            Talk t = talk(s);
            String register = t.request("REGISTER", 1, "", "Expires: 30\r\n", "");
            t.toB(register);
            t.toA(t.response(register, 423, "Interval Too Brief", "Min-Expires: 300\r\n", ""));
        });
        all.put("registration-unanswered", s -> {
            Talk t = talk(s);
            t.insist(t.a, t.b, t.request("REGISTER", 1, "", "", ""), 5);
        });
    }

    private static void challengedAgain(Talk t, String method, String credentials, String challenge, int cseq) {
        String request = t.request(method, cseq, "", credentials, method.equals("INVITE") ? t.sdpA() : "");
        t.toB(request);
        t.scene.later(20);
        t.toA(t.response(request, 401, "Unauthorized", challenge, ""));
        t.scene.later(20);
        if (method.equals("INVITE")) {
            t.toB(t.request("ACK", cseq, t.branch, t.tagB, "", ""));
        }
        t.scene.later(1_500);
    }

    // ---- how calls begin

    private static void beginnings(Map<String, Consumer<Scene>> all) {
        all.put("no-answer", s -> {
            Talk t = talk(s);
            t.insist(t.a, t.b, t.invite(), 7);
        });
        all.put("no-answer-over-tcp", s -> {
            Talk t = talk(s);
            t.transport = "TCP";
            t.toB(t.invite());
            s.later(12_000);
            s.udp(t.a, t.b, talk(s).request("OPTIONS", 1, "", "", "")); // the capture goes on
        });
        all.put("nat-binding-lost", s -> {
            Talk phone = s.talk("203.0.113.9:61000", B);
            String register = phone.request("REGISTER", 1, "", "Expires: 3600\r\n", "");
            phone.toB(register);
            phone.toA(phone.response(register, 200, "OK", "", ""));
            s.later(900_000);
            Talk call = s.talk(B, "203.0.113.9:61000");
            call.insist(call.a, call.b, call.invite(), 7);
        });
        all.put("too-big-and-lost", s -> {
            Talk t = talk(s);
            t.extraInvite = "X-Long: " + "abcdefghij".repeat(120) + "\r\n";
            t.insist(t.a, t.b, t.invite(), 7);
        });
        all.put("answers-do-not-arrive", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(20);
            t.toA(t.response(invite, 100, "Trying", "", ""));
            s.later(480);
            t.insist(t.a, t.b, invite, 6);
        });
        all.put("rport-absent", s -> {
            Talk t = s.talk("203.0.113.9:61234", B);
            t.rport = false;
            t.viaHost = "203.0.113.9";
            String invite = t.invite().replace("203.0.113.9:61234;branch", "203.0.113.9:5060;branch");
            t.toB(invite);
            s.later(20);
            t.send(t.b, Scene.at("203.0.113.9:5060"), t.response(invite, 100, "Trying", "", ""));
            s.later(480);
            t.insist(t.a, t.b, invite, 6);
        });
        all.put("only-trying", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 100, "Trying", "", ""));
            s.later(31_000);
            s.udp(t.a, t.b, "OPTIONS"); // noise that ends the capture
        });
        all.put("rings-for-ever", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 180, "Ringing", "", ""));
            s.later(200_000);
            s.udp(t.a, t.b, "OPTIONS");
        });
        all.put("prack-missing", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(100);
            String progress = t.response(invite, 183, "Session Progress", "Require: 100rel\r\nRSeq: 1\r\n", t.sdpB());
            t.insist(t.b, t.a, progress, 5);
            s.later(4_000);
            t.toA(t.response(invite, 504, "Server Time-out", "", ""));
            t.toB(t.request("ACK", 1, t.branch, t.tagB, "", ""));
        });
        all.put("prack-refused", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 180, "Ringing", "Require: 100rel\r\nRSeq: 1\r\n", ""));
            s.later(20);
            String prack = t.request("PRACK", 2, t.tagB, "RAck: 1 1 INVITE\r\n", "");
            t.toB(prack);
            t.toA(t.response(prack, 501, "Not Implemented", "", ""));
        });
        all.put("ack-missing", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(1_000);
            t.insist(t.b, t.a, t.answer(invite), 6);
        });
        all.put("ack-lost-and-dropped-after-32-s", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(1_000);
            long answered = s.now();
            for (int i = 0; i < 8; i++) {
                t.toA(t.answer(invite));
                s.later(20);
                t.ack();
                s.later(3_980);
            }
            s.goTo(answered + 32_000);
            t.downByB();
        });
        all.put("ack-lost", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(1_000);
            for (int i = 0; i < 5; i++) {
                t.toA(t.answer(invite));
                s.later(20);
                t.ack();
                s.later(1_000);
            }
        });
        all.put("private-contact-in-the-answer", s -> {
            Talk t = talk(s);
            t.contactB = "10.0.0.7:5060";
            String invite = t.invite();
            t.toB(invite);
            s.later(1_000);
            long answered = s.now();
            t.insist(t.b, t.a, t.answer(invite), 9);
            s.goTo(answered + 32_000);
            t.downByB();
        });
        all.put("answered-by-two-phones", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(1_000);
            t.toA(t.answer(invite));
            t.ack();
            t.tagB = "tb2";
            t.toA(t.answer(invite));
            t.ack();
            t.tagB = "tb1";
            t.sound(4);
        });
        all.put("cancel-unanswered", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 180, "Ringing", "", ""));
            s.later(5_000);
            t.insist(t.a, t.b, t.request("CANCEL", 1, t.branch, "", "", ""), 5);
        });
        all.put("cancel-of-nothing", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 180, "Ringing", "", ""));
            s.later(5_000);
            String cancel = t.request("CANCEL", 1, "", "", "");
            t.toB(cancel);
            t.toA(t.response(cancel, 481, "Call Does Not Exist", "", ""));
        });
        all.put("cancel-crosses-the-answer", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            t.toA(t.response(invite, 180, "Ringing", "", ""));
            s.later(5_000);
            String cancel = t.request("CANCEL", 1, t.branch, "", "", "");
            t.toB(cancel);
            s.later(5);
            t.toA(t.answer(invite));
            t.toA(t.response(cancel, 200, "OK", "", ""));
            t.ack();
            t.sound(4);
        });
        all.put("storm", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            for (int i = 0; i < 40; i++) {
                t.toB(invite);
                s.later(5);
                t.toA(t.response(invite, 486, "Busy Here", "", ""));
                s.later(5);
            }
        });
        all.put("ping-unanswered", s -> {
            Talk t = talk(s);
            t.insist(t.a, t.b, t.request("OPTIONS", 1, "", "", ""), 5);
        });
    }

    // ---- how calls end

    private static void endings(Map<String, Consumer<Scene>> all) {
        all.put("bye-unanswered", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(4);
            t.insist(t.b, t.a, t.requestByB("BYE", 1, "", ""), 7);
        });
        all.put("bye-to-a-private-contact", s -> {
            Talk t = talk(s);
            t.contactA = "192.168.1.50:5060";
            t.up();
            t.sound(4);
            String bye = t.requestByB("BYE", 1, "", "");
            t.insist(t.b, Scene.at(A_INSIDE), bye, 7);
        });
        all.put("bye-of-an-unknown-call", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(4);
            String bye = t.request("BYE", 2, t.tagB, "", "");
            t.toB(bye);
            t.toA(t.response(bye, 481, "Call/Transaction Does Not Exist", "", ""));
        });
        all.put("session-expired", s -> {
            Talk t = talk(s);
            t.extraAnswer = "Session-Expires: 1800;refresher=uac\r\n";
            t.up();
            t.sound(3);
            s.later(1_797_000);
            t.downByB();
        });
        all.put("ends-after-fifteen-minutes", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            s.later(897_000 - 30);
            t.downByB();
        });
    }

    // ---- within calls

    private static void within(Map<String, Consumer<Scene>> all) {
        all.put("refresh-unanswered-after-fifteen-minutes", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            s.later(897_000);
            t.insist(t.b, t.a, t.requestByB("INVITE", 1, "", t.sdpB()), 7);
            t.downByB();
        });
        all.put("update-unanswered", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            t.insist(t.a, t.b, t.request("UPDATE", 2, t.tagB, "", ""), 7);
        });
        all.put("change-refused", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            change(t, 2, t.sdpA() + "a=sendonly\r\n", "", 488);
            t.sound(3);
        });
        all.put("change-glare", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            change(t, 2, t.sdpA(), "", 491);
            s.later(1_000);
        });
        all.put("hold-drops-the-call", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            change(t, 2, t.sdpA() + "a=inactive\r\n", t.sdpB() + "a=inactive\r\n", 200);
            s.later(500);
            t.downByB();
        });
        all.put("key-by-info-refused", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            String info = key(t);
            t.toB(info);
            t.toA(t.response(info, 415, "Unsupported Media Type", "", ""));
        });
        all.put("keys-by-two-ways", s -> {
            Talk t = talk(s);
            t.up();
            Sound events = Sound.of(3);
            events.eventsFrom = 50;
            s.rtp(t.placeA(), t.placeB(), events);
            s.rtp(t.placeB(), t.placeA(), Sound.of(3));
            s.later(1_000);
            String info = key(t);
            t.toB(info);
            t.toA(t.response(info, 200, "OK", "", ""));
            s.later(2_000);
        });
        all.put("transfer-refused", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            String refer = t.request("REFER", 2, t.tagB, "Refer-To: <sip:302@example.org>\r\n", "");
            t.toB(refer);
            t.toA(t.response(refer, 405, "Method Not Allowed", "", ""));
        });
        all.put("transfer-unanswered", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            t.insist(t.a, t.b, t.request("REFER", 2, t.tagB, "Refer-To: <sip:302@example.org>\r\n", ""), 6);
        });
        all.put("transfer-failed", s -> {
            Talk t = talk(s);
            t.up();
            t.sound(3);
            String refer = t.request("REFER", 2, t.tagB, "Refer-To: <sip:302@example.org>\r\n", "");
            t.toB(refer);
            t.toA(t.response(refer, 202, "Accepted", "", ""));
            String notify = t.requestByB("NOTIFY", 1, "Event: refer;id=2\r\n", "SIP/2.0 404 Not Found\r\n");
            t.toA(notify);
            t.toB(t.response(notify, 200, "OK", "", ""));
        });
    }

    private static String key(Talk t) {
        return t.request("INFO", 2, t.tagB, "", "Signal=5\r\nDuration=160\r\n")
                .replace("application/sdp", "application/dtmf-relay");
    }

    // ---- addresses

    private static void addresses(Map<String, Consumer<Scene>> all) {
        all.put("private-contact", s -> {
            Talk t = talk(s);
            t.contactA = "192.168.1.50:5060";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("private-sdp", s -> {
            Talk t = talk(s);
            t.sdpHostA = "192.168.1.50";
            t.up();
            // the other side goes by where the sound comes from, so it is heard
            s.rtp("203.0.113.9:40000", t.placeB(), Sound.of(4));
            s.rtp(t.placeB(), "203.0.113.9:40000", Sound.of(4));
            s.later(4_000);
            t.down();
        });
        all.put("private-sdp-of-docker-one-way", s -> {
            Talk t = talk(s);
            t.sdpHostB = "172.17.0.2";
            t.up();
            s.rtp("198.51.100.20:50000", t.placeA(), Sound.of(5));
            s.later(5_000);
            t.down();
        });
        all.put("private-route", s -> {
            Talk t = talk(s);
            t.extraAnswer = "Record-Route: <sip:10.1.2.3;lr>\r\n";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("rewritten-by-a-router", s -> {
            Talk t = talk(s);
            t.viaHost = "192.168.1.50";
            t.originA = "192.168.1.50";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("body-shorter-than-said", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            String cut = invite.substring(0, invite.length() - 20);
            t.toB(cut);
            t.toA(t.response(invite, 400, "Bad Request", "", ""));
            t.toB(t.request("ACK", 1, t.branch, t.tagB, "", ""));
        });
        all.put("body-longer-than-said", s -> {
            Talk t = talk(s);
            t.toB(t.invite() + "a=rtpmap:8 PCMA/8000\r\n");
            s.later(100);
            t.toA(t.answer(t.invite().replace(t.callId + "2", t.callId + "1")));
            t.ack();
            t.sound(4);
        });
    }

    // ---- offers and answers

    private static void offers(Map<String, Consumer<Scene>> all) {
        all.put("no-common-codec", s -> {
            Talk t = talk(s);
            t.codecsA = "18 3";
            t.refused(488, "Not Acceptable Here", "Warning: 305 x \"no codec\"\r\n");
        });
        all.put("encryption-refused", s -> {
            Talk t = talk(s);
            t.protocolA = "RTP/SAVP";
            t.moreA = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n";
            t.refused(488, "Not Acceptable Here", "");
        });
        all.put(
                "encryption-required",
                s -> talk(s).refused(488, "Not Acceptable Here", "Warning: 399 x \"SRTP required\"\r\n"));
        all.put("browser-offer-refused", s -> {
            Talk t = talk(s);
            t.protocolA = "UDP/TLS/RTP/SAVPF";
            t.moreA = "a=fingerprint:sha-256 00:11\r\n";
            t.refused(488, "Not Acceptable Here", "");
        });
        all.put("encryption-mismatch", s -> {
            Talk t = talk(s);
            t.protocolA = "RTP/SAVP";
            t.moreA = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("crypto-suite-not-offered", s -> {
            Talk t = talk(s);
            t.protocolA = "RTP/SAVP";
            t.protocolB = "RTP/SAVP";
            t.moreA = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n";
            t.moreB = "a=crypto:1 AEAD_AES_256_GCM inline:BBBB\r\n";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("sound-refused-in-the-answer", s -> {
            Talk t = talk(s);
            t.rtpB = 0;
            t.up();
            s.later(3_000);
            t.down();
        });
        all.put("codec-not-offered", s -> {
            Talk t = talk(s);
            t.codecsB = "18 101";
            t.up();
            s.later(3_000);
            t.down();
        });
        all.put("answer-without-description", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(500);
            t.toA(t.response(invite, 200, "OK", "", ""));
            t.ack();
            s.later(3_000);
            t.down();
        });
        all.put("delayed-offer-unanswered", s -> {
            Talk t = talk(s);
            String invite = t.request("INVITE", 1, "", "", "");
            t.toB(invite);
            s.later(500);
            t.toA(t.answer(invite));
            s.later(20);
            t.ack();
            s.later(100);
            t.downByB();
        });
        all.put("no-telephone-event", s -> {
            Talk t = talk(s);
            t.codecsA = "8 0";
            t.codecsB = "8";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("keys-left-out-of-the-answer", s -> {
            Talk t = talk(s);
            t.codecsB = "8";
            t.up();
            t.sound(4);
            t.down();
        });
        all.put("ipv4-meets-ipv6", s -> {
            Talk t = talk(s);
            t.sdpHostB = "2001:db8::2";
            t.up();
            s.later(3_000);
            t.down();
        });
    }

    // ---- sound

    private static void sounds(Map<String, Consumer<Scene>> all) {
        all.put("one-way-from-the-caller-only", s -> {
            Talk t = talk(s);
            t.up();
            s.rtp(t.placeA(), t.placeB(), Sound.of(6));
            s.later(6_000);
            t.down();
        });
        all.put("one-way-to-the-caller-only", s -> {
            Talk t = talk(s);
            t.up();
            s.rtp(t.placeB(), t.placeA(), Sound.of(6));
            s.later(6_000);
            t.down();
        });
        all.put("sound-from-another-address", s -> {
            Talk t = talk(s);
            t.up();
            s.rtp("203.0.113.77:33333", t.placeB(), Sound.of(6));
            s.rtp(t.placeB(), t.placeA(), Sound.of(6));
            s.later(6_000);
            t.down();
        });
        all.put("sound-of-another-codec", s -> {
            Talk t = talk(s);
            t.up();
            Sound wrong = Sound.of(5);
            wrong.payload = 18;
            s.rtp(t.placeA(), t.placeB(), wrong);
            s.rtp(t.placeB(), t.placeA(), Sound.of(5));
            s.later(5_000);
            t.down();
        });
        all.put("keys-as-another-type", s -> {
            Talk t = talk(s);
            t.up();
            Sound keys = Sound.of(5);
            keys.eventsFrom = 60;
            keys.eventType = 96;
            s.rtp(t.placeA(), t.placeB(), keys);
            s.rtp(t.placeB(), t.placeA(), Sound.of(5));
            s.later(5_000);
            t.down();
        });
        all.put("packets-lost", s -> {
            Talk t = talk(s);
            t.up();
            Sound torn = Sound.of(6);
            torn.loseEach = 10;
            s.rtp(t.placeA(), t.placeB(), torn);
            s.rtp(t.placeB(), t.placeA(), Sound.of(6));
            s.later(6_000);
            t.down();
        });
        all.put("jitter", s -> {
            Talk t = talk(s);
            t.up();
            Sound uneven = Sound.of(8);
            uneven.jitterMillis = 90;
            s.rtp(t.placeA(), t.placeB(), uneven);
            s.rtp(t.placeB(), t.placeA(), Sound.of(8));
            s.later(8_000);
            t.down();
        });
        all.put("clock-rate-wrong", s -> {
            Talk t = talk(s);
            t.up();
            Sound fast = Sound.of(6);
            fast.step = 320;
            s.rtp(t.placeA(), t.placeB(), fast);
            s.rtp(t.placeB(), t.placeA(), Sound.of(6));
            s.later(6_000);
            t.down();
        });
        all.put("jitter-in-opus", s -> {
            Talk t = opus(s);
            t.up();
            Sound uneven = opus(8);
            uneven.jitterMillis = 90;
            s.rtp(t.placeA(), t.placeB(), uneven);
            s.rtp(t.placeB(), t.placeA(), opus(8));
            s.later(8_000);
            t.down();
        });
        all.put("clock-rate-of-opus-wrong", s -> {
            Talk t = opus(s);
            t.up();
            Sound slow = opus(6);
            slow.step = 160;
            s.rtp(t.placeA(), t.placeB(), slow);
            s.rtp(t.placeB(), t.placeA(), opus(6));
            s.later(6_000);
            t.down();
        });
        all.put("ptime-not-kept", s -> {
            Talk t = talk(s);
            t.moreA = "a=ptime:20\r\n";
            t.up();
            Sound long30 = Sound.of(6);
            long30.everyMillis = 30;
            long30.step = 240;
            s.rtp(t.placeA(), t.placeB(), long30);
            s.rtp(t.placeB(), t.placeA(), Sound.of(9));
            s.later(9_000);
            t.down();
        });
        all.put("no-early-sound", s -> {
            Talk t = talk(s);
            String invite = t.invite();
            t.toB(invite);
            s.later(100);
            t.toA(t.response(invite, 183, "Session Progress", "", t.sdpB()));
            s.later(8_000);
            t.toA(t.answer(invite));
            t.ack();
            t.sound(4);
            t.down();
        });
        all.put("sound-stops-in-mid-call", s -> {
            Talk t = talk(s);
            t.up();
            s.rtp(t.placeA(), t.placeB(), Sound.of(4));
            s.rtp(t.placeB(), t.placeA(), Sound.of(24));
            s.later(24_000);
            t.downByB();
        });
    }

    // ---- the network's own words

    private static void wires(Map<String, Consumer<Scene>> all) {
        all.put("nobody-listens", s -> {
            Talk t = talk(s);
            t.insist(t.a, t.b, t.invite(), 4);
            s.undeliverable(t.a, t.b, 3);
        });
        all.put("sound-port-closed", s -> {
            Talk t = talk(s);
            t.up();
            s.rtp(t.placeA(), t.placeB(), Sound.of(5));
            s.rtp(t.placeB(), t.placeA(), Sound.of(5));
            s.later(2_000);
            s.undeliverable(Scene.at(t.placeA()), Scene.at(t.placeB()), 3);
            s.later(3_000);
            t.down();
        });
        all.put("fragments-lost", s -> {
            Talk t = talk(s);
            t.extraInvite = "X-Long: " + "abcdefghij".repeat(150) + "\r\n";
            s.mtu = 1_480;
            for (int i = 0; i < 4; i++) {
                t.toB(t.invite());
                s.loseLastFragment();
                s.later(1_000);
            }
        });
        all.put("packet-too-big-for-the-way", s -> {
            Talk t = talk(s);
            t.insist(t.a, t.b, t.invite(), 1);
            s.undeliverable(t.a, t.b, 4);
        });
        all.put("connection-refused", s -> {
            s.tcpFlags(Scene.at("203.0.113.9:33000"), Scene.at(B), 2);
            s.later(10);
            s.tcpFlags(Scene.at(B), Scene.at("203.0.113.9:33000"), 0x14);
        });
        all.put("connection-unanswered", s -> {
            for (int i = 0; i < 4; i++) {
                s.tcpFlags(Scene.at("203.0.113.9:33000"), Scene.at(B), 2);
                s.later(1_000L << i);
            }
        });
        tls(all, "tls-certificate-expired", 45);
        tls(all, "tls-authority-unknown", 48);
        tls(all, "tls-client-certificate-missing", 116);
        tls(all, "tls-no-common-version", 70);
        all.put("tls-to-a-port-without", s -> {
            s.tcpFlags(Scene.at("203.0.113.9:33000"), Scene.at(B), 2);
            s.tcpBytes(Scene.at("203.0.113.9:33000"), Scene.at(B), new byte[] {22, 3, 1, 0, 4, 1, 0, 0, 0});
            s.later(5_000);
        });
        all.put("name-does-not-exist", s -> {
            s.dns("_sip._udp.provider.example", 33, false, 0, 0);
            s.later(20);
            s.dns("_sip._udp.provider.example", 33, true, 3, 0);
        });
        all.put("name-server-fails", s -> {
            s.dns("provider.example", 1, false, 0, 0);
            s.later(20);
            s.dns("provider.example", 1, true, 2, 0);
        });
        all.put("name-server-dead", s -> {
            for (int i = 0; i < 3; i++) {
                s.dns("provider.example", 1, false, 0, 0);
                s.later(5_000);
            }
        });
    }

    private static void tls(Map<String, Consumer<Scene>> all, String name, int alert) {
        all.put(name, s -> {
            var client = Scene.at("203.0.113.9:33000");
            var server = Scene.at("198.51.100.20:5061");
            s.tcpFlags(client, server, 2);
            s.tcpFlags(server, client, 0x12);
            s.tcpBytes(client, server, new byte[] {22, 3, 1, 0, 4, 1, 0, 0, 0});
            s.later(20);
            s.tcpBytes(server, client, new byte[] {22, 3, 3, 0, 4, 2, 0, 0, 0});
            s.later(20);
            s.tcpBytes(client, server, new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
        });
    }
}
