package tandem.session.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.runtime.event.EventCodec;
import tandem.session.rule.Answer;
import tandem.session.rule.Revision;
import tandem.session.rule.Series;

/**
 * A calendar meeting that is followed for an engagement, with what its calendar last said of it and what the two sides answered:
 * times and answers, nothing else. Who organises it is kept as a mark that only the same address has.
 */
@Entity
@Table(name = "meetings")
public class FollowedMeeting {
    private static final TypeReference<List<Revision>> REVISIONS = new TypeReference<>() {};
    private static final TypeReference<List<Answer>> ANSWERS = new TypeReference<>() {};

    @Id
    private String id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "engagement")
    private UUID engagement;

    @Column(name = "named")
    private boolean named;

    @Column(name = "organizer")
    private @Nullable String organizer;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "revisions")
    private String revisions;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "answers")
    private String answers;

    protected FollowedMeeting() {}

    FollowedMeeting(String id, EngagementId engagement, boolean named) {
        this.id = id;
        this.engagement = engagement.value();
        this.named = named;
        this.revisions = "[]";
        this.answers = "[]";
    }

    String id() {
        return id;
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    /** Whether it names its engagement, so that nobody has to confirm its sessions. */
    boolean isNamed() {
        return named;
    }

    /** The mark of who organises it; empty while nobody said. */
    Optional<String> organizer() {
        return Optional.ofNullable(organizer);
    }

    /** The first who states the meeting organises it; nobody else does from then on. */
    void organizedBy(@Nullable String mark) {
        if (organizer == null) {
            organizer = mark;
        }
    }

    Series series() {
        try {
            return Series.of(
                    EventCodec.json().readValue(revisions, REVISIONS),
                    EventCodec.json().readValue(answers, ANSWERS));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The revisions of a followed meeting cannot be read", broken);
        }
    }

    void keep(Series series) {
        try {
            revisions = EventCodec.json().writeValueAsString(series.revisions());
            answers = EventCodec.json().writeValueAsString(series.answers());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The revisions of a followed meeting cannot be written", broken);
        }
    }
}
