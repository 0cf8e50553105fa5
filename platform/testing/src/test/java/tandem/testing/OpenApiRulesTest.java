package tandem.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The rules of the interface's document, shown documents that break them. */
class OpenApiRulesTest {

    @Test
    void hasNothingAgainstARouteThatIsExplainedAndShown() throws JsonProcessingException {
        OpenApiRules.check(document("{\"colour\": \"green\", \"parts\": [{\"size\": 3}]}"));
    }

    @Test
    void findsAFieldThatAnExampleMadeUp() {
        assertThatThrownBy(() -> OpenApiRules.check(document("{\"colour\": \"green\", \"weight\": 7}")))
                .hasMessageContaining("weight");
        assertThatThrownBy(() -> OpenApiRules.check(document("{\"parts\": [{\"size\": 3, \"weight\": 7}]}")))
                .hasMessageContaining("weight");
    }

    @Test
    void findsAValueThatDoesNotFitItsSchema() {
        assertThatThrownBy(() -> OpenApiRules.check(document("{\"parts\": [{\"size\": \"large\"}]}")))
                .hasMessageContaining("size");
    }

    @Test
    void findsATextThatOnlyRepeatsTheNameOfItsField() {
        assertThatThrownBy(() -> OpenApiRules.check(document("{\"colour\": \"colour\"}")))
                .hasMessageContaining("shows nothing");
        assertThatThrownBy(() -> OpenApiRules.check(document("{\"labels\": [\"label\"]}")))
                .hasMessageContaining("shows nothing");
    }

    @Test
    void findsATagThatSaysNothing() {
        assertThatThrownBy(() -> {
                    var document = (ObjectNode) document("{}");
                    document.putArray("tags").addObject().put("name", "thing");
                    OpenApiRules.check(document);
                })
                .hasMessageContaining("tag thing");
    }

    private static JsonNode document(String example) throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"openapi": "3.1.0",
                 "paths": {"/v1/things": {"get": {
                   "operationId": "thingThing", "summary": "A thing", "tags": ["thing"], "security": [],
                   "responses": {
                     "200": {"description": "OK", "content": {"application/json": {
                       "schema": {"$ref": "#/components/schemas/Thing"}, "example": %s}}},
                     "default": {"description": "Any failure"}}}}},
                 "components": {"schemas": {
                   "Thing": {"type": "object", "properties": {
                     "colour": {"type": "string"},
                     "labels": {"type": "array", "items": {"type": "string"}},
                     "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}},
                   "Part": {"type": "object", "properties": {"size": {"type": "integer"}}}}}}""".formatted(example));
    }
}
