package tandem.matching.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.credential.Standing;
import tandem.matching.credential.Standing.State;

/** A coach or mentor. Its id is the person; its version marks every change that makes older rankings stale. */
@Entity
@Table(name = "providers")
public class Provider {

    private static final TypeReference<List<Hold>> HOLDS = new TypeReference<>() {};
    private static final String NOTHING_KNOWN = StoredJson.of(new Standing(List.of(), List.of(), List.of(), null, null))
            .text();

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

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state = State.CANDIDATE;

    @ColumnTransformer(write = "cast(? as jsonb)")
    @Column(name = "holds", columnDefinition = "jsonb")
    private String holds = "[]";

    /** Apart from the version: what falls due when makes no ranking stale, only leaving the pool does. */
    @OptimisticLock(excluded = true)
    @ColumnTransformer(write = "cast(? as jsonb)")
    @Column(name = "standing", columnDefinition = "jsonb")
    private String standing = NOTHING_KNOWN;

    @Column(name = "qualified_on")
    private @Nullable LocalDate qualifiedOn;

    @OptimisticLock(excluded = true)
    @Column(name = "review_on")
    private @Nullable LocalDate reviewOn;

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

    public Set<Track> tracks() {
        Set<Track> offered = EnumSet.noneOf(Track.class);
        tracks.forEach(track -> offered.add(Track.valueOf(track)));
        return offered;
    }

    /** The first day in the pool; null before it. */
    @Nullable
    LocalDate qualifiedOn() {
        return qualifiedOn;
    }

    /** Whether the provider may be proposed on that day; where time alone may have changed it, not before somebody looked. */
    public boolean servesOn(LocalDate day) {
        return state == State.QUALIFIED && (reviewOn == null || day.isBefore(reviewOn));
    }

    /** Takes in what the provider brings, first or anew; whoever is in the pool is told of again. Holds stay. */
    Optional<ProviderQualified> register(ProviderEvidence evidenced, float[] vector, String model) {
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
        return state == State.QUALIFIED ? Optional.of(qualified()) : Optional.empty();
    }

    /**
     * Takes over what the rules find, and tells when that takes the provider into the pool or out of it.
     *
     * @param nextLook the day on which the rules have to be asked again although nothing happens
     */
    Optional<MatchingEvent> assess(Standing found, @Nullable LocalDate nextLook, LocalDate today) {
        if (!found.equals(standing())) {
            standing = StoredJson.of(found).text();
        }
        reviewOn = nextLook;
        return settle(found, today);
    }

    /** Tells when it takes the provider out of the pool. */
    Optional<MatchingEvent> hold(Hold hold) {
        var present = holds();
        if (present.stream().anyMatch(other -> other.isFor(hold.reason(), hold.origin()))) {
            return Optional.empty();
        }
        holds = StoredJson.of(Stream.concat(present.stream(), Stream.of(hold)).toList())
                .text();
        return settle(standing(), LocalDate.ofInstant(hold.since(), ZoneOffset.UTC));
    }

    /** Leaves nothing to match by. The seats taken go on; a new registration is needed for any other. */
    void forgetEvidence() {
        availability = "[]";
        skillCodes = List.of();
        behaviourCodes = List.of();
        credentialCodes = List.of();
        evidence = new float[0];
    }

    /** Takes away the holds meant; what else stands against the provider goes on standing. */
    Optional<MatchingEvent> release(Predicate<Hold> meant, LocalDate today) {
        var present = holds();
        var left = present.stream().filter(meant.negate()).toList();
        if (left.size() == present.size()) {
            return Optional.empty();
        }
        holds = StoredJson.of(left).text();
        return settle(standing(), today);
    }

    /** Whether somebody, or a gate, keeps the provider from serving, whatever else is proven. */
    public boolean isHeld() {
        return !holds().isEmpty() || standing().isHold();
    }

    private List<Hold> holds() {
        return new StoredJson(holds).as(HOLDS);
    }

    private Standing standing() {
        return new StoredJson(standing).as(Standing.class);
    }

    private Optional<MatchingEvent> settle(Standing found, LocalDate today) {
        var held = holds();
        var before = state;
        state = stateOf(found, held);
        if (state == State.QUALIFIED && qualifiedOn == null) {
            qualifiedOn = today;
        }
        if (state == before || (state != State.QUALIFIED && before != State.QUALIFIED)) {
            return Optional.empty();
        }
        if (state == State.QUALIFIED) {
            return Optional.of(qualified());
        }
        var reason = found.gaps().isEmpty()
                ? held.getLast().reason()
                : found.gaps().getFirst().name();
        return Optional.of(new ProviderHeld(person(), reason));
    }

    private State stateOf(Standing found, List<Hold> held) {
        if (found.isOpen()) {
            return qualifiedOn == null ? State.CANDIDATE : State.LAPSED;
        }
        return found.isHold() || !held.isEmpty() ? State.HELD : State.QUALIFIED;
    }

    private ProviderQualified qualified() {
        var found = standing();
        return new ProviderQualified(person(), type, tracks(), capacity, found.panelMedian(), found.calibratedOn());
    }
}
