package tandem.intake.consent;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.runtime.Ids;

/** What holds now for a person and a purpose, or for one item of a purpose that is given item by item. Every change raises the version that travels with all that is told under it. */
@Entity
@Table(name = "consent")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Consent {

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private UUID person;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    private boolean granted;
    private long consentVersion;

    @Enumerated(EnumType.STRING)
    private LawfulBasis basis;

    private String textVersion;
    private String language;
    private Instant decidedAt;
    private boolean assumed;
    private @Nullable Instant expiresAt;
    private @Nullable String field;

    @Enumerated(EnumType.STRING)
    private @Nullable Recipient recipient;

    private @Nullable UUID about;

    @SuppressWarnings("NullAway.Init")
    protected Consent() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    Consent(PersonId person, Statement first, boolean assumed) {
        this.id = Ids.next();
        this.person = person.value();
        this.purpose = first.purpose();
        var item = first.item();
        if (item != null) {
            this.field = item.field();
            this.recipient = item.recipient();
            this.about = item.about();
        }
        take(first);
        this.assumed = assumed;
    }

    /** Whether the statement is news: later than what holds, or as late and more protective, and not the same again. */
    boolean isChangedBy(Statement statement) {
        if (assumed) {
            return true; // nobody asked the person yet, so what the person says counts whenever it was said
        }
        if (statement.statedAt().isBefore(decidedAt)) {
            return false;
        }
        if (statement.granted() != granted) {
            return !statement.granted() || statement.statedAt().isAfter(decidedAt);
        }
        return granted && !sameText(statement);
    }

    void change(Statement statement) {
        take(statement);
    }

    ConsentGranted asGranted() {
        return new ConsentGranted(new PersonId(person), purpose, basis, consentVersion, textVersion, item());
    }

    ConsentWithdrawn asWithdrawn(RemovalId removal) {
        return new ConsentWithdrawn(new PersonId(person), purpose, consentVersion, removal, item());
    }

    boolean isGranted() {
        return granted;
    }

    long version() {
        return consentVersion;
    }

    /** Whether a grant holds whose time is over. */
    boolean hasExpiredBy(Instant now) {
        return granted && expiresAt != null && !expiresAt.isAfter(now);
    }

    /** What ends the grant in the person's place, dated to the moment it ran out. */
    Statement expiry() {
        var end = expiresAt == null || expiresAt.isBefore(decidedAt) ? decidedAt : expiresAt;
        return new Statement(purpose, false, basis, textVersion, language, end, Statement.EXPIRY, null, item());
    }

    private @Nullable ConsentItem item() {
        return field == null || recipient == null ? null : new ConsentItem(field, recipient, about);
    }

    Instant decidedAt() {
        return decidedAt;
    }

    private void take(Statement statement) {
        granted = statement.granted();
        basis = statement.basis();
        textVersion = statement.textVersion();
        language = statement.language();
        decidedAt = statement.statedAt();
        assumed = false;
        expiresAt = statement.granted() ? statement.expiresAt() : null;
        consentVersion++;
    }

    private boolean sameText(Statement statement) {
        return basis == statement.basis()
                && textVersion.equals(statement.textVersion())
                && language.equals(statement.language())
                && Objects.equals(expiresAt, statement.expiresAt());
    }
}
