package org.helpline.desk;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API in OpenAPI 3.1, made of the very table that answers. Pure. */
final class OpenApi {

    private OpenApi() {}

    static ObjectNode of(List<Endpoint> endpoints) {
        ObjectNode root = DeskJson.object().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Helpline")
                .put("version", "1")
                .put(
                        "description",
                        "What programs may ask a Helpline server, by a token that bin/helpline tokens made.");
        ObjectNode paths = root.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            ObjectNode path = paths.has(endpoint.path())
                    ? (ObjectNode) paths.get(endpoint.path())
                    : paths.putObject(endpoint.path());
            operation(path.putObject(endpoint.method().toLowerCase(Locale.ROOT)), endpoint);
        }
        ObjectNode components = root.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "Authorization: Bearer hl_…");
        components
                .putObject("schemas")
                .set("Refusal", ApiShapes.object(ApiShapes.field("error", ApiShapes.text("One plain sentence."))));
        return root;
    }

    private static void operation(ObjectNode operation, Endpoint endpoint) {
        operation.put("summary", endpoint.summary());
        endpoint.scope().ifPresent(s -> operation.put("description", "Scope: " + s.word()));
        ArrayNode wanted = operation.putArray("security").addObject().putArray("token");
        endpoint.scope().ifPresent(s -> wanted.add(s.word()));
        ArrayNode parameters = operation.putArray("parameters");
        endpoint.variables()
                .forEach(name -> parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .set("schema", DeskJson.object().put("type", "string")));
        endpoint.parameters()
                .forEach(p -> parameters
                        .addObject()
                        .put("name", p.name())
                        .put("in", "query")
                        .put("required", false)
                        .set("schema", p.shape()));
        endpoint.body()
                .ifPresent(b -> content(operation.putObject("requestBody").put("required", true), b));
        ObjectNode responses = operation.putObject("responses");
        content(responses.putObject("200").put("description", "Done."), endpoint.answer());
        content(
                responses.putObject("default").put("description", "Refused, with a sentence."),
                DeskJson.object().put("$ref", "#/components/schemas/Refusal"));
    }

    private static void content(ObjectNode holder, ObjectNode shape) {
        holder.putObject("content").putObject("application/json").set("schema", shape);
    }
}
