package tandem.session.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
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

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "correspondence")
    private String correspondence;

    protected Invitation() {}

    Invitation(SessionId session, EngagementId engagement, Correspondence correspondence) {
        this.session = session.value();
        this.engagement = engagement.value();
        this.correspondence = json(correspondence);
    }

    SessionId session() {
        return new SessionId(session);
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
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
