package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.distributedbrain.server.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a description, made strict: an answer may have nothing that is not described. */
final class DescribedSchemas {
    /** What a server answered: its status, its media type, its body. */
    record Answer(int status, String type, String body) {}

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
    void hold(String name, JsonNode content, Answer answer) {
        var type = answer.type();
        if (answer.body().isEmpty()) {
            return;
        }
        assertThat(content.propertyNames())
                .as(name + " answers " + answer.status())
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
