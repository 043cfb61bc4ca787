package org.helpline.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that happened, as programs are told.
 *
 * @param number 1 and up; never given twice, not over a restart either
 * @param type for example {@code call.ended}
 * @param call the call that it belongs to; "" where there is none
 * @param fields what else is told of it; {@code personal} those that tell who a caller is
 */
public record PublicEvent(
        long number, Instant at, String type, String call, Map<String, Object> fields, Map<String, Object> personal) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As JSON in one line. */
    public String json(boolean withPersons) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("number", number);
        all.put("at", at.toString());
        all.put("type", type);
        if (!call.isEmpty()) {
            all.put("call", call);
        }
        all.putAll(fields);
        if (withPersons) {
            all.putAll(personal);
        }
        return JSON.writeValueAsString(all);
    }

    /** Never the caller. */
    @Override
    public String toString() {
        return number + " " + type + " " + fields;
    }
}
