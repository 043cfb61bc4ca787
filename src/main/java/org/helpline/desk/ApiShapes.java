package org.helpline.desk;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Kinds of JSON values in the words of JSON Schema 2020-12, which OpenAPI 3.1 speaks. Pure; each call makes a new node. */
final class ApiShapes {

    private ApiShapes() {}

    /** A field of an object. */
    record Field(String name, boolean isAlwaysThere, ObjectNode shape) {}

    static Field field(String name, ObjectNode shape) {
        return new Field(name, true, shape);
    }

    static Field perhaps(String name, ObjectNode shape) {
        return new Field(name, false, shape);
    }

    static ObjectNode text(String what) {
        return typed("string", what);
    }

    static ObjectNode flag(String what) {
        return typed("boolean", what);
    }

    static ObjectNode whole(String what) {
        return typed("integer", what);
    }

    static ObjectNode number(String what) {
        return typed("number", what);
    }

    /** A point in time as RFC 3339 writes it. */
    static ObjectNode moment(String what) {
        return typed("string", what).put("format", "date-time");
    }

    static ObjectNode word(String what, List<String> words) {
        ObjectNode shape = typed("string", what);
        words.forEach(shape.putArray("enum")::add);
        return shape;
    }

    static ObjectNode list(String what, ObjectNode of) {
        ObjectNode shape = typed("array", what);
        shape.set("items", of);
        return shape;
    }

    /** With these fields and no others. */
    static ObjectNode object(Field... fields) {
        ObjectNode shape = DeskJson.object().put("type", "object");
        ObjectNode properties = shape.putObject("properties");
        ArrayNode required = shape.putArray("required");
        for (Field field : fields) {
            properties.set(field.name(), field.shape());
            if (field.isAlwaysThere()) {
                required.add(field.name());
            }
        }
        return shape.put("additionalProperties", false);
    }

    /** With any fields. */
    static ObjectNode anything(String what) {
        return typed("object", what);
    }

    private static ObjectNode typed(String type, String what) {
        return DeskJson.object().put("type", type).put("description", what);
    }
}
