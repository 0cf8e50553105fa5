package tandem.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.Envelope;
import tandem.events.EventTypes;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;

class EngagementTest {

    private static final Instant SIGNED = Instant.parse("2030-01-07T09:00:00Z");
    private static final LocalDate START = LocalDate.parse("2030-01-07");

    private final EngagementId engagement = new EngagementId(new UUID(0, 1));
    private final ProgrammeId programme = new ProgrammeId(new UUID(0, 2));
    private final PersonId leader = new PersonId(new UUID(0, 3));
    private final PersonId provider = new PersonId(new UUID(0, 4));

    @Test
    void standsAsItWasAmendedLastInWhateverOrderItIsTold() {
        var started = started();
        var once = amended(2, 2, LocalDate.parse("2030-10-07"));
        var twice = amended(3, 3, LocalDate.parse("2031-01-07"));

        var inOrder = started.join(once).join(twice);

        assertThat(inOrder.plannedEndOn()).isEqualTo(LocalDate.parse("2031-01-07"));
        assertThat(inOrder.lastSignedAt()).isEqualTo(SIGNED);
        assertThat(twice.join(started).join(once)).isEqualTo(inOrder);
        assertThat(once.join(twice).join(started)).isEqualTo(inOrder);
    }

    private Engagement started() {
        var event = new EngagementStarted(
                engagement,
                programme,
                leader,
                provider,
                ProviderType.INTERNAL,
                Track.MENTORING,
                EngagementKind.STANDARD,
                30,
                60,
                START,
                LocalDate.parse("2030-07-07"),
                SIGNED,
                null);
        return Engagement.of(at(1, event), event);
    }

    private Engagement amended(long sequence, int agreement, LocalDate end) {
        var event = new EngagementAmended(
                engagement,
                programme,
                leader,
                provider,
                ProviderType.INTERNAL,
                Track.MENTORING,
                EngagementKind.STANDARD,
                agreement,
                30,
                60,
                START,
                end,
                SIGNED,
                null);
        return Engagement.of(at(sequence, event), event);
    }

    private Envelope<MatchingEvent> at(long sequence, MatchingEvent event) {
        return new Envelope<>(
                new UUID(1, sequence),
                "matching-service",
                EventTypes.typeOf(event.getClass()),
                "acme",
                engagement.toString(),
                SIGNED,
                sequence,
                null,
                null,
                event);
    }
}
