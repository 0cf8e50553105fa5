package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.GatheringKind;
import tandem.session.rule.Seating.Against;
import tandem.session.rule.Seating.Offer;

class SeatingTest {
    private static final Instant NOW = Instant.parse("2030-01-10T09:00:00Z");

    @Test
    void givesASeatWhileThereIsOne() {
        assertThat(Seating.against(offer(GatheringKind.OFFICE_HOUR, 60, 2, false), NOW))
                .isEmpty();
        assertThat(Seating.against(offer(GatheringKind.OFFICE_HOUR, 60, 3, false), NOW))
                .containsExactly(Against.FULL);
        assertThat(Seating.against(offer(GatheringKind.OFFICE_HOUR, 60, 2, true), NOW))
                .containsExactly(Against.CLOSED);
    }

    @Test
    void letsACohortBeJoinedOnceItHasBegunAndAnOfficeHourNot() {
        assertThat(Seating.against(offer(GatheringKind.OFFICE_HOUR, 0, 1, false), NOW))
                .containsExactly(Against.BEGUN);
        assertThat(Seating.against(offer(GatheringKind.COHORT, -60, 1, false), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://learning.acme.example/handing-over, true",
        "HTTPS://learning.acme.example, true",
        "http://learning.acme.example, false",
        "https://ada:secret@learning.acme.example, false",
        "https://localhost/x, false",
        "javascript:alert(1), false",
        "//learning.acme.example, false",
        "https://, false",
        "not a link, false"
    })
    void linksByHttpsToANamedHostAlone(String link, boolean fit) {
        assertThat(ContentLink.isFit(link)).isEqualTo(fit);
    }

    private static Offer offer(GatheringKind kind, long inMinutes, int taken, boolean closed) {
        return new Offer(kind, NOW.plusSeconds(60 * inMinutes), 3, taken, closed);
    }
}
