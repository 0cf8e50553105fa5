package tandem.intake.removal;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;

/**
 * A withdrawal or an erasure, open until everyone awaited has reported. An erasure never stores the person, only the stand-in,
 * so that its certificate names nobody.
 */
@Entity
@Table(name = "removal")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Removal {

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private UUID person;

    @Enumerated(EnumType.STRING)
    private RemovalScope scope;

    @Enumerated(EnumType.STRING)
    private @Nullable Purpose purpose;

    private List<String> awaits;
    private String requestedBy;
    private Instant requestedAt;
    private @Nullable Instant completedAt;
    private Instant started;
    private @Nullable Instant finished;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Removal() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    private Removal(
            UUID person,
            RemovalScope scope,
            @Nullable Purpose purpose,
            List<String> awaits,
            String requestedBy,
            Moment moment) {
        this.id = UUID.randomUUID();
        this.person = person;
        this.scope = scope;
        this.purpose = purpose;
        this.awaits = awaits;
        this.requestedBy = requestedBy;
        this.requestedAt = moment.programme();
        this.started = moment.machine();
    }

    static Removal ofPurpose(PersonId person, Purpose purpose, List<String> awaits, String by, Moment moment) {
        return new Removal(person.value(), RemovalScope.PURPOSE, purpose, awaits, by, moment);
    }

    static Removal ofPerson(UUID erasedAs, List<String> awaits, String by, Moment moment) {
        return new Removal(erasedAs, RemovalScope.PERSON, null, awaits, by, moment);
    }

    RemovalId id() {
        return new RemovalId(id);
    }

    RemovalScope scope() {
        return scope;
    }

    /** Closes the removal when the last one awaited has reported; true only the one time that happens. */
    boolean completeIfAll(Set<String> reported, Moment moment) {
        if (completedAt != null || !reported.containsAll(awaits)) {
            return false;
        }
        completedAt = moment.programme();
        finished = moment.machine();
        return true;
    }

    /** How long the machines took; programme time would only tell how fast it was simulated. */
    Duration took() {
        return finished == null ? Duration.ZERO : Duration.between(started, finished);
    }

    /** One instant on both clocks. */
    record Moment(Instant programme, Instant machine) {}
}
