package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import org.distributedbrain.server.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a description, made strict: an answer may have nothing that is not described. */
final class DescribedSchemas {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode components;

    DescribedSchemas(JsonNode api) {
        components = api.path("components").deepCopy();
        for (var schema : components.path("schemas")) {
            if (schema instanceof ObjectNode object && schema.has("properties")) {
                object.put("additionalProperties", false);
            }
        }
    }

    /** Fails unless the answer has a content type that is described here, and is of its schema. */
    void hold(String name, JsonNode content, HttpResponse<String> answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
        if (answer.body().isEmpty()) {
            return;
        }
        assertThat(content.propertyNames())
                .as(name + " answers " + answer.statusCode())
                .contains(type);
        if (type.endsWith("json")) {
            hold(name, content.path(type).path("schema"), Json.MAPPER.readTree(answer.body()));
        }
    }

    /** Fails unless the document is of the schema, if there is one. */
    void hold(String name, JsonNode described, JsonNode document) {
        if (!described.isMissingNode()) {
            var schema = ((ObjectNode) described.deepCopy()).set("components", components);
            assertThat(registry.getSchema(schema).validate(document))
                    .as(name + ": " + document)
                    .isEmpty();
        }
    }
}
