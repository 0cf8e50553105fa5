package tandem.analytics.projection;

import java.util.Comparator;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.EvidenceTier;
import tandem.events.Party;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionId;

/** Whether one side was there. Better evidence outweighs a later word; among equals the later word holds. */
public record Attendance(
        String tenant,
        SessionId session,
        Party party,
        EngagementId engagement,
        EvidenceTier evidence,
        long sequence,
        boolean attended)
        implements Fact<Attendance> {
    private static final Comparator<Attendance> WEIGHT =
            Comparator.comparing(Attendance::evidence).thenComparingLong(Attendance::sequence);

    static Attendance of(Envelope<?> at, AttendanceEvidenced e) {
        return new Attendance(
                at.tenant(), e.session(), e.party(), e.engagement(), e.evidence(), at.sequence(), e.attended());
    }

    @Override
    public Attendance join(Attendance other) {
        return WEIGHT.compare(this, other) >= 0 ? this : other;
    }
}
