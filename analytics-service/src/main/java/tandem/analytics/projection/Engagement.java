package tandem.analytics.projection;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.Envelope;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementTold;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;

/** An assigned match: its terms, known once it started, and its end. */
public record Engagement(
        String tenant,
        EngagementId engagement,
        ProgrammeId programme,
        PersonId leader,
        PersonId provider,
        long startedSequence,
        @Nullable ProviderType providerType,
        @Nullable Track track,
        @Nullable EngagementKind kind,
        int cadenceDays,
        int sessionMinutes,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate plannedEndOn,
        @Nullable Instant lastSignedAt,
        long endedSequence,
        @Nullable EndReason endReason,
        @Nullable LocalDate endedOn)
        implements Fact<Engagement> {

    /** Told whole, so what came later takes the place of what was told before. */
    static Engagement of(Envelope<?> at, EngagementTold e) {
        return new Engagement(
                at.tenant(),
                e.engagement(),
                e.programme(),
                e.leader(),
                e.provider(),
                at.sequence(),
                e.providerType(),
                e.track(),
                e.kind(),
                e.cadenceDays(),
                e.sessionMinutes(),
                e.startsOn(),
                e.plannedEndOn(),
                e.lastSignedAt(),
                0,
                null,
                null);
    }

    static Engagement of(Envelope<?> at, EngagementEnded e) {
        return new Engagement(
                at.tenant(),
                e.engagement(),
                e.programme(),
                e.leader(),
                e.provider(),
                0,
                null,
                null,
                null,
                0,
                0,
                null,
                null,
                null,
                at.sequence(),
                e.reason(),
                e.endedOn());
    }

    @Override
    public Engagement join(Engagement other) {
        var start = startedSequence >= other.startedSequence ? this : other;
        var end = endedSequence >= other.endedSequence ? this : other;
        return new Engagement(
                tenant,
                engagement,
                programme,
                leader,
                provider,
                start.startedSequence,
                start.providerType,
                start.track,
                start.kind,
                start.cadenceDays,
                start.sessionMinutes,
                start.startsOn,
                start.plannedEndOn,
                start.lastSignedAt,
                end.endedSequence,
                end.endReason,
                end.endedOn);
    }
}
