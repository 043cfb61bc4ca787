package org.helpline.clients;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a running server tells of its calls. */
final class CallBook {

    /** In every queue the first is the sum of the others. */
    private static final String FIGURES =
            "offered,answered,abandoned,short-abandoned,overflowed,timed-out,callback-taken,cut,waiting";

    private static final String MOST = "100000";

    private final HelplineProcess server;

    CallBook(HelplineProcess server) {
        this.server = server;
    }

    /** All records, the oldest first. */
    Stream<JsonNode> records() throws IOException {
        JsonNode all = HelplineProcess.JSON.readTree(server.ask("calls", "--last", MOST, "--json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    /** What happened in a call, by its id or Call-ID. */
    String story(String call) throws IOException {
        return server.ask("calls", "show", "--", call);
    }

    /** The calls in which an agent talked, from records and stories, the newest first, at most {@code most}, as {@link DeskSeat#calls} has them. */
    List<String> of(String agent, int most) throws IOException {
        List<String> calls = new ArrayList<>();
        for (JsonNode r : records().toList().reversed()) {
            if (calls.size() == most) {
                break;
            }
            String story = story(r.path("id").asString());
            if (r.path("agent").asString().equals(agent) || story.contains(agent + " is now talking")) {
                calls.add(line(r, story));
            }
        }
        return calls;
    }

    private static String line(JsonNode r, String story) {
        long seconds = r.path("talkedMillis").asLong() / 1000;
        String line = "%s | %s · %d:%02d"
                .formatted(r.path("caller").asString(), r.path("queue").asString(), seconds / 60, seconds % 60);
        int rated = story.indexOf(" rates ");
        return rated < 0
                ? line
                : line + " · rated " + story.substring(rated).replaceAll("(?s)^ rates \\S+ (\\d of \\d).*", "$1");
    }

    /** Each queue with its figures of today, as {@code support [17, 15, 1, 0, 0, 0, 1, 0, 0]}; an agent's own calls belong to no queue. */
    List<String> figures() throws IOException {
        return server.ask("report", "queues", "metrics=" + FIGURES)
                .lines()
                .skip(1)
                .filter(l -> !l.startsWith("-"))
                .map(l -> l.strip().split(" +", 2))
                .map(words -> words[0] + " [" + words[1].replaceAll(" +", ", ") + "]")
                .toList();
    }
}
