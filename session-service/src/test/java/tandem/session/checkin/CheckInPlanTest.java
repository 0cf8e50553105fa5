package tandem.session.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.CheckInKind;
import tandem.runtime.event.EventCodec;

class CheckInPlanTest {

    @Test
    void shipsAPlanThatAsksEveryKind() {
        var plan = plan(shipped());

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.definitions())
                .extracting(Definition::kind)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(CheckInKind.values()));
    }

    @Test
    void asksTheThreeQuestionsOfMentoringEveryQuarter() {
        var story = plan(shipped()).of(CheckInKind.MENTORING_STORY).orElseThrow();

        assertThat(story.everyMonths()).isEqualTo(3);
        assertThat(story.questions())
                .extracting(Question::code)
                .containsExactly("navigates-differently", "better-questions", "new-step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ratersLeast": 4,       | "ratersLeast": 9,       | RATERS_TOO_FEW
            "threshold": 3,         | "threshold": 5,         | RATERS_TOO_FEW
            "kind": "PULSE"         | "kind": "BASELINE_360"  | KIND_TWICE
            "code": "support"       | "code": "confidence"    | CODE_TWICE
            "code": "progress"      | "code": "advance"       | ATTESTATION_WITHOUT_PROGRESS
            "code": "target-behaviour" | "code": "habit"      | PULSE_WITHOUT_TARGET_BEHAVIOUR
            "kind": "BASELINE_360"  | "kind": "RAPID_FEEDBACK"| FOLLOW_UP_ASKS_WHAT_THE_BASELINE_DID_NOT
            """)
    void saysWhyAPlanCannotBeAsked(String instead, String put, String fault) {
        assertThat(plan(shipped().replace(instead, put)).faults()).contains(fault);
    }

    @Test
    void takesNumbersOnTheScaleOfWhatWasAsked() {
        var attestation = plan(shipped()).of(CheckInKind.MANAGER_ATTESTATION).orElseThrow();

        assertThat(attestation.takes(Map.of("progress", 5, "team-effect", 3))).isTrue();
        assertThat(attestation.takes(Map.of("team-effect", 1))).isTrue();
        assertThat(attestation.takes(Map.of())).isFalse();
        assertThat(attestation.takes(Map.of("progress", 3))).isFalse();
        assertThat(attestation.takes(Map.of("team-effect", 6))).isFalse();
        assertThat(attestation.takes(Map.of("progress", 5, "comment", 1))).isFalse();
    }

    private static String shipped() {
        try (var json = Objects.requireNonNull(CheckInPlan.class.getResourceAsStream("default-plan.json"))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckInPlan plan(String json) {
        try {
            return EventCodec.json().readValue(json, CheckInPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
