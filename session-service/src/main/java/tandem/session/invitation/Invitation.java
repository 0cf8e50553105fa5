package tandem.session.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.SessionId;
import tandem.runtime.event.EventCodec;
import tandem.session.rule.Correspondence;

/** The correspondence about one session, as it is kept. */
@Entity
@Table(name = "invitations")
public class Invitation {

    @Id
    @Column(name = "session")
    private UUID session;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "engagement")
    private UUID engagement;

    @Column(name = "series")
    private @Nullable UUID series;

    @Column(name = "original_start")
    private @Nullable Instant originalStart;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "correspondence")
    private String correspondence;

    protected Invitation() {}

    Invitation(SessionId session, EngagementId engagement, Correspondence correspondence) {
        this.session = session.value();
        this.engagement = engagement.value();
        this.correspondence = json(correspondence);
    }

    /** One of the sessions of a series, which is told from its others by when it first was to begin. */
    static Invitation of(
            SessionId session, EngagementId engagement, Correspondence correspondence, UUID series, Instant original) {
        var invitation = new Invitation(session, engagement, correspondence);
        invitation.series = series;
        invitation.originalStart = original;
        return invitation;
    }

    SessionId session() {
        return new SessionId(session);
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    /** The series the session is of; empty where it was booked by itself. */
    Optional<UUID> series() {
        return Optional.ofNullable(series);
    }

    /** What the UID in calendars names. */
    UUID uid() {
        return series().orElse(session);
    }

    /** When its series first had it. */
    Instant original() {
        return Objects.requireNonNull(originalStart, "booked by itself");
    }

    Correspondence correspondence() {
        try {
            return EventCodec.json().readValue(correspondence, Correspondence.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A correspondence cannot be read", broken);
        }
    }

    void keep(Correspondence next) {
        correspondence = json(next);
    }

    private static String json(Correspondence correspondence) {
        try {
            return EventCodec.json().writeValueAsString(correspondence);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A correspondence cannot be written", broken);
        }
    }
}
