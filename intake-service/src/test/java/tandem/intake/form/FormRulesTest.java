package tandem.intake.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRulesTest {

    @Test
    void hasNothingAgainstTheShippedForm() {
        assertThat(FormRules.objections(shipped())).isEmpty();
        assertThat(Form.malformed(shipped())).isEmpty();
    }

    /** Leaders answered this form: a new one needs a new version, never another text under the old one. */
    @Test
    void shipsTheFormThatWasAnsweredBefore() {
        assertThat(FormText.hash(FormText.write(shipped())))
                .isEqualTo("sha256:aad1a56ae566a0846e036dce4daa2648fa4123c46a665d2a5b0ad5b196fe47ca");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("/required", form -> form.putArray("required").add("goals")),
                refusal("/required", form -> properties(form).remove("trigger")),
                refusal("/type", form -> form.put("type", "array")),
                refusal("/additionalProperties", form -> form.put("additionalProperties", true)),
                refusal("/additionalProperties", form -> form.remove("additionalProperties")),
                refusal(
                        "/properties/a~1b/$ref",
                        form -> properties(form).putObject("a/b").put("$ref", "http://localhost:1/secret")),
                refusal(
                        "/properties/x/pattern",
                        form -> properties(form).putObject("x").put("pattern", "(a+)+$")),
                refusal(
                        "/properties/x/items/anyOf/0/$dynamicRef",
                        form -> properties(form)
                                .putObject("x")
                                .putObject("items")
                                .putArray("anyOf")
                                .addObject()
                                .put("$dynamicRef", "#me")),
                refusal("/$id", form -> form.put("$id", "https://json-schema.org/draft/2020-12/schema")),
                refusal(
                        "/properties/x/x-screen",
                        form -> properties(form).putObject("x").putObject("x-screen")),
                refusal("/x-screen", form -> form.putObject("x-screen").putObject("properties")),
                refusal("/properties/x", form -> properties(form).put("x", "text")));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String pointer, Consumer<ObjectNode> change) {
        var form = shipped();
        change.accept(form);

        assertThat(FormRules.objections(form)).extracting(Fault::pointer).contains(pointer);
    }

    @Test
    void boundsHowLargeAFormIs() {
        var form = shipped();
        form.put("description", "x".repeat(FormRules.BYTES_MAX));

        assertThat(FormRules.objections(form))
                .singleElement()
                .extracting(Fault::detail)
                .asString()
                .contains("larger");
    }

    @Test
    void boundsHowDeepAFormIs() {
        var form = shipped();
        var node = properties(form).putObject("x");
        for (var i = 0; i < FormRules.DEPTH_MAX; i++) {
            node = node.putObject("items");
        }

        assertThat(FormRules.objections(form))
                .singleElement()
                .extracting(Fault::detail)
                .asString()
                .contains("deeper");
    }

    @Test
    void boundsHowManyQuestionsThereAre() {
        var form = shipped();
        IntStream.range(0, FormRules.SCHEMAS_MAX).forEach(i -> properties(form).putObject("q" + i));

        assertThat(FormRules.objections(form)).extracting(Fault::detail).anyMatch(detail -> detail.contains("schemas"));
    }

    /** R36: there is no question in it, so there is nothing an answer could be kept as. */
    @ParameterizedTest
    @ValueSource(strings = {"screen", "x-screen", "burnout"})
    void hasNoPlaceForAnAnswerToTheSafetyScreen(String name) {
        var form = FormText.shipped();
        var answers = (ObjectNode) form.definition().path("examples").get(0).deepCopy();

        assertThat(form.faults(answers)).isEmpty();
        assertThat(form.faults(answers.put(name, "severe"))).isNotEmpty();
        assertThat(form.definition().path("x-screen").path("referral").asText()).contains("professional support");
    }

    private static Arguments refusal(String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(pointer, change);
    }

    private static ObjectNode shipped() {
        return FormText.shipped().definition().deepCopy();
    }

    private static ObjectNode properties(ObjectNode form) {
        return (ObjectNode) form.path("properties");
    }
}
