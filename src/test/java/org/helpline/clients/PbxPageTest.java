package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/pbx.md says works as it stands there: its very configurations are run, a phone of the PBX calls, an agent of the PBX takes the call. */
@Tag("clients")
class PbxPageTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 620;
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {queue: support}
            """;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    private static Path folder;
    private static int pbxPort;
    private static int ourPort;
    private static HelplineProcess server;
    private static Baresip agent;
    private static Baresip caller;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        folder = Files.createDirectories(HelplineProcess.folder("pbx"));
        pbxPort = Kamailio.freePort("127.0.0.4");
        ourPort = freePort();
        opened(Kamailio.start(
                folder.resolve("kamailio"), here(blocks("kamailio").getFirst()), "serving"));
        server = opened(HelplineProcess.start("pbx-server", options()));
        agent = opened(phone("201", AGENTS_TONE));
        caller = opened(phone("202", CALLERS_TONE));
        agent.registered();
        caller.registered();
    }

    private static String[] options() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        for (String kind : List.of("ini", "properties")) {
            for (String block : blocks(kind)) {
                Matcher file = Pattern.compile("# conf/(\\S+)").matcher(block);
                assertThat(file.find()).as(block).isTrue();
                Files.writeString(conf.resolve(file.group(1)), here(block));
            }
        }
        Path scripts = Files.createDirectories(folder.resolve("scripts/support-line"));
        Files.writeString(scripts.resolve("script.yaml"), SCRIPT);
        List<String> words = new ArrayList<>(List.of("--conf", conf.toString()));
        for (String set : List.of(
                "sip.listen=127.0.0.1:" + ourPort, "media.ports=0", "scripts.directory=" + scripts.getParent())) {
            words.addAll(List.of("--set", set));
        }
        return words.toArray(String[]::new);
    }

    /** With the addresses of this test. */
    private static String here(String block) {
        return block.replace("192.0.2.10:5060", "127.0.0.4:" + pbxPort)
                .replace("192.0.2.20:5060", "127.0.0.1:" + ourPort)
                .replace("$si != \"192.0.2.20\"", "!($si == \"127.0.0.1\" && $sp == " + ourPort + ")");
    }

    private static List<String> blocks(String kind) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/pbx.md")));
        while (block.find()) {
            if (block.group(1).equals(kind)) {
                found.add(block.group(2));
            }
        }
        assertThat(found).as(kind).isNotEmpty();
        return found;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Baresip phone(String extension, double tone) throws IOException, InterruptedException {
        Path dir = Files.createDirectories(folder.resolve(extension));
        String account = "<sip:%s@pbx.example;transport=udp>;outbound=\"sip:127.0.0.4:%d;transport=udp\";auth_user=%s;"
                        .formatted(extension, pbxPort, extension)
                + "auth_pass=secret-of-%s;regint=60;answermode=manual;audio_codecs=PCMU/8000,PCMA/8000"
                        .formatted(extension);
        return Baresip.start(dir, account, RealPhone.says(dir, tone));
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable one : OPEN.reversed()) {
            one.close();
        }
    }

    private static <T extends AutoCloseable> T opened(T one) {
        OPEN.add(one);
        return one;
    }

    @Test
    void aCallerOfThePbxReachesAnAgentOfThePbxWhoPressesOne() throws Exception {
        caller.call("sip:300@pbx.example");
        agent.ring();
        assertThat(agent.log()).contains("202");
        agent.answer();
        // baresip speaks from another address than it says, and a stranger is heard only after 3 s: RTP's guard, not
        // the key's
        agent.hear("the request for the key", heard -> heard.seconds() > 4);
        assertThat(server.story("last")).contains("anna's phone is answered").doesNotContain("hear each other");
        agent.press("1");
        agent.hearTone("the caller", CALLERS_TONE, 1);
        caller.hearTone("the agent", AGENTS_TONE, 1);
        caller.hangUp();
        String story = server.endedStory();
        assertThat(story)
                .contains("trunk pbx took the call", "caller and anna hear each other", "served")
                .contains("key 1 from anna");
    }
}
