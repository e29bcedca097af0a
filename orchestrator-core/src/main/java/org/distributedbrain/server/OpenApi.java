package org.distributedbrain.server;

import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.server.api.DocumentSchemas;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.ProblemDocument;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API in OpenAPI 3.1, made from the table of routes and the records of its documents; nothing in it is written twice. */
final class OpenApi {
    private static final String ABOUT =
            "Everything the console can do is a call away. Send the operator token, which lies in the data folder's"
                    + " operator.token, as 'Authorization: Bearer TOKEN'. What is refused gets a problem document (RFC 9457) with one sentence that"
                    + " says what to do. Lists are read a page at a time: ask for what is behind the 'next' of the page before with 'after'.";

    private final ObjectNode root = Json.MAPPER.createObjectNode();
    private final DocumentSchemas schemas = new DocumentSchemas();

    private OpenApi() {}

    static ObjectNode of(Routes routes) {
        var api = new OpenApi();
        api.root.put("openapi", "3.1.0");
        api.root
                .putObject("info")
                .put("title", "The Distributed Brain")
                .put("version", Version.text())
                .put("description", ABOUT);
        api.root.putArray("servers").addObject().put("url", "/");
        var tags = api.root.putArray("tags");
        var paths = api.root.putObject("paths");
        for (var group : routes.groups()) {
            tags.addObject().put("name", group.tag()).put("description", group.about());
            for (var route : group.routes()) {
                paths.withObjectProperty(route.path())
                        .set(route.method().name().toLowerCase(Locale.ROOT), api.operation(group.tag(), route));
            }
        }
        var components = api.root.putObject("components");
        components.set("schemas", api.schemas.definitions());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        return api.root;
    }

    private ObjectNode operation(String tag, Route route) {
        var operation = Json.MAPPER.createObjectNode();
        operation.putArray("tags").add(tag);
        operation.put("summary", route.summary());
        operation.put("operationId", id(route));
        var security = operation.putArray("security");
        if (route.scope() != Scope.PUBLIC) {
            security.addObject().putArray("token").add(route.scope().name().toLowerCase(Locale.ROOT));
        }
        if (!route.parameters().isEmpty()) {
            var parameters = operation.putArray("parameters");
            route.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        }
        if (!route.bodies().isEmpty()) {
            var content =
                    operation.putObject("requestBody").put("required", true).putObject("content");
            route.bodies().forEach(body -> content(content, body));
        }
        answers(operation.putObject("responses"), route);
        return operation;
    }

    private void answers(ObjectNode responses, Route route) {
        for (var answer : route.answers()) {
            var response = responses.putObject(String.valueOf(answer.status())).put("description", about(answer));
            if (answer.content() != null) {
                content(response.putObject("content"), answer.content());
            } else if (answer.status() >= 400) {
                problem(response);
            }
        }
        if (route.scope() != Scope.PUBLIC) {
            problem(responses.putObject("401").put("description", "The token is missing or not the right one"));
        }
        problem(responses.putObject("default").put("description", "Refused, and why"));
    }

    private static String about(Route.Answer answer) {
        var about = answer.about();
        return about == null ? HttpStatus.forStatus(answer.status()).getMessage() : about;
    }

    private void problem(ObjectNode response) {
        response.putObject("content")
                .putObject("application/problem+json")
                .set("schema", schemas.reference(ProblemDocument.class));
    }

    private void content(ObjectNode to, Content content) {
        var media = to.putObject(content.mediaType());
        var document = content.document();
        if (document != null) {
            media.set("schema", schemas.reference(document));
        }
        if (content.example() != null) {
            media.set("example", Json.MAPPER.readTree(content.example()));
        }
    }

    private static ObjectNode parameter(Parameter parameter) {
        var node = Json.MAPPER
                .createObjectNode()
                .put("name", parameter.name())
                .put("in", parameter.in().name().toLowerCase(Locale.ROOT))
                .put("description", parameter.about());
        if (parameter.in() == Parameter.In.PATH) {
            node.put("required", true);
        }
        Map<String, Object> keywords = new TreeMap<>(parameter.schema().keywords());
        node.set("schema", Json.MAPPER.valueToTree(keywords));
        return node;
    }

    /** {@code GET /api/v1/jobs/{id}/result} is {@code getJobsIdResult}. */
    private static String id(Route route) {
        var id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (var part : route.path().replaceFirst("^/api/(v1/)?", "").split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return id.toString();
    }
}
