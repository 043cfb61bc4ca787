package org.helpline.interaction.lookup;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.LookUpSettings;
import org.helpline.config.LookUpSettings.Piece;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.ValueType;

/** What scripts may say of look-ups, as the settings have it. */
public final class LookUpShapes {

    /** The fields of {@code customer}, in the order of the page. */
    public static final Map<String, ValueType> CUSTOMER = customer();

    private static final Pattern IN_BODY = Pattern.compile("\\{([a-z][a-z0-9_]{0,31})}");

    private LookUpShapes() {}

    private static Map<String, ValueType> customer() {
        Map<String, ValueType> fields = new LinkedHashMap<>();
        for (String text : new String[] {"id", "name", "company", "email", "language"}) {
            fields.put(text, ValueType.TEXT);
        }
        fields.put("vip", ValueType.BOOLEAN);
        fields.put("tags", ValueType.LIST);
        for (String text : new String[] {"revenue", "satisfaction", "last_contact"}) {
            fields.put(text, ValueType.TEXT);
        }
        return Collections.unmodifiableMap(fields);
    }

    /** Those of the settings, and the customers. */
    public static Map<String, LookUpShape> of(Map<String, LookUpSettings> settings) {
        Map<String, LookUpShape> shapes = new LinkedHashMap<>();
        settings.forEach((name, s) -> shapes.put(name, of(s)));
        shapes.put(LookUpShape.CUSTOMER, LookUpShape.customer(CUSTOMER));
        return Collections.unmodifiableMap(shapes);
    }

    private static LookUpShape of(LookUpSettings settings) {
        LookUpSettings.Request request = settings.request();
        Set<String> needs = new LinkedHashSet<>();
        for (Piece piece : request.path()) {
            if (piece instanceof Piece.Parameter(String name)) {
                needs.add(name);
            }
        }
        Map<String, LookUpShape.Field> fields = new LinkedHashMap<>();
        settings.fields()
                .forEach((name, f) ->
                        fields.put(name, new LookUpShape.Field(AnswerReader.type(f.kind()), f.optional())));
        return new LookUpShape(Set.copyOf(needs), takes(request), fields);
    }

    /** A POST without a body of its own sends whatever it is given. */
    private static Optional<Set<String>> takes(LookUpSettings.Request request) {
        if (request.method() == LookUpSettings.Method.POST && request.body().isEmpty()) {
            return Optional.empty();
        }
        Set<String> takes = new HashSet<>(request.inAddress());
        Matcher m = IN_BODY.matcher(request.body().orElse(""));
        while (m.find()) {
            takes.add(m.group(1));
        }
        return Optional.of(Set.copyOf(takes));
    }
}
