package tandem.matching.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;

/** A coach or mentor. Its id is the person; its version marks every change that makes older rankings stale. */
@Entity
@Table(name = "providers")
public class Provider {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private ProviderType type;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "tracks", columnDefinition = "text[]")
    private List<String> tracks;

    @Column(name = "capacity")
    private int capacity;

    @Column(name = "time_zone")
    private String timeZone;

    @ColumnTransformer(write = "cast(? as jsonb)")
    @Column(name = "availability", columnDefinition = "jsonb")
    private String availability;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "skill_codes", columnDefinition = "text[]")
    private List<String> skillCodes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "behaviour_codes", columnDefinition = "text[]")
    private List<String> behaviourCodes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "credential_codes", columnDefinition = "text[]")
    private List<String> credentialCodes;

    @Column(name = "evidence", columnDefinition = "real[]")
    private float[] evidence;

    @Column(name = "evidence_model")
    private String evidenceModel;

    @Column(name = "hold_reason")
    private @Nullable String holdReason;

    @Column(name = "qualified_at")
    private Instant qualifiedAt;

    @Version
    @Column(name = "version")
    private int version;

    protected Provider() {}

    Provider(PersonId person) {
        id = person.value();
    }

    public PersonId person() {
        return new PersonId(id);
    }

    public ProviderType type() {
        return type;
    }

    public int version() {
        return version;
    }

    public int capacity() {
        return capacity;
    }

    public boolean isHeld() {
        return holdReason != null;
    }

    boolean isHeldFor(String reason) {
        return reason.equals(holdReason);
    }

    /** Takes the evidence in, first or anew. A hold stays: only a release ends it. */
    ProviderQualified qualify(ProviderEvidence evidenced, float[] vector, String model, Instant at) {
        type = evidenced.type();
        tracks = evidenced.tracks().stream().map(Track::name).sorted().toList();
        capacity = evidenced.capacity();
        timeZone = evidenced.timeZone().getId();
        availability = StoredJson.of(evidenced.availability()).text();
        skillCodes = evidenced.skillCodes().stream().sorted().distinct().toList();
        behaviourCodes = evidenced.behaviourCodes().stream().sorted().distinct().toList();
        credentialCodes =
                evidenced.credentialCodes().stream().sorted().distinct().toList();
        evidence = vector.clone();
        evidenceModel = model;
        qualifiedAt = at;
        return qualified();
    }

    /** Empty when the provider was on hold already: the first reason stands. */
    Optional<ProviderHeld> hold(String reason) {
        if (isHeld()) {
            return Optional.empty();
        }
        holdReason = reason;
        return Optional.of(new ProviderHeld(person(), reason));
    }

    /** Leaves nothing to match by. The seats taken go on; a new qualification is needed for any other. */
    void forgetEvidence() {
        availability = "[]";
        skillCodes = List.of();
        behaviourCodes = List.of();
        credentialCodes = List.of();
        evidence = new float[0];
    }

    /** Empty when there is no hold to release. */
    Optional<ProviderQualified> release() {
        if (!isHeld()) {
            return Optional.empty();
        }
        holdReason = null;
        return Optional.of(qualified());
    }

    private ProviderQualified qualified() {
        Set<Track> offered = EnumSet.noneOf(Track.class);
        tracks.forEach(track -> offered.add(Track.valueOf(track)));
        return new ProviderQualified(person(), type, offered, capacity);
    }
}
