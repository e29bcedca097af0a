package org.distributedbrain.server.api;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas of the documents, made from their records: what is not {@code @Nullable} is always there, what is may be absent and is never
 * {@code null}; the descriptions are the records' own comments.
 */
public final class DocumentSchemas {
    private static final CommentFormatter WORDS = new CommentFormatter();

    private final SchemaBuilder schemas;

    public DocumentSchemas() {
        var config = new SchemaGeneratorConfigBuilder(Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS)
                .with(
                        Option.ADDITIONAL_FIXED_TYPES,
                        Option.STANDARD_FORMATS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withPropertyNameOverrideResolver(DocumentSchemas::otherName)
                .withDescriptionResolver(DocumentSchemas::aboutField);
        config.forTypesInGeneral()
                .withDescriptionResolver(type -> aboutDocument(type.getType().getErasedType()))
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider(DocumentSchemas::map)
                .withDefinitionNamingStrategy(
                        (key, context) -> name(key.getType().getErasedType()));
        schemas = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the schema of this record. */
    public ObjectNode reference(Class<?> document) {
        return schemas.createSchemaReference(document);
    }

    /** The schemas of all that were referred to, directly or through others, by their names under {@code components/schemas}. */
    public ObjectNode definitions() {
        return schemas.collectDefinitions("components/schemas");
    }

    /** {@code JobDocument} is Job, and {@code JobDocument.Page} JobPage. */
    private static String name(Class<?> document) {
        var outer = document.getEnclosingClass();
        return (outer == null ? "" : name(outer)) + document.getSimpleName().replaceFirst("Document$", "");
    }

    /** A map stands where it is used: it has no name of its own. */
    private static @Nullable CustomDefinition map(ResolvedType type, SchemaGenerationContext context) {
        if (!type.isInstanceOf(Map.class)) {
            return null;
        }
        var values = context.createDefinition(type.getTypeParameters().get(1));
        return new CustomDefinition(
                Json.MAPPER.createObjectNode().put("type", "object").set("additionalProperties", values),
                CustomDefinition.INLINE_DEFINITION,
                CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    private static @Nullable String otherName(FieldScope field) {
        var named = field.getAnnotation(JsonProperty.class);
        return named == null ? null : named.value();
    }

    private static @Nullable String aboutField(FieldScope field) {
        var document = field.getRawMember().getDeclaringClass();
        return RuntimeJavadoc.getJavadoc(document).getRecordComponents().stream()
                .filter(component -> component.getName().equals(field.getDeclaredName()))
                .map(component -> words(component.getComment()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String aboutDocument(Class<?> type) {
        return type.isRecord() ? words(RuntimeJavadoc.getJavadoc(type).getComment()) : null;
    }

    private static @Nullable String words(Comment comment) {
        var text = WORDS.format(comment)
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? null : text;
    }
}
