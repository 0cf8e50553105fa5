package tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerTest {

    @ParameterizedTest
    @CsvSource({
        "COACHING, STANDARD, COACHING",
        "COACHING, SKILL_MICRO, COACHING",
        "COACHING, GROUP, COACHING",
        "MENTORING, STANDARD, MENTORSHIP",
        "MENTORING, REVERSE, MENTORSHIP",
        "MENTORING, PEER, NETWORK"
    })
    void followsFromTrackAndKind(Track track, EngagementKind kind, Layer layer) {
        assertThat(Layer.of(track, kind)).isEqualTo(layer);
    }
}
