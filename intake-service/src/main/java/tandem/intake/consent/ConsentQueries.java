package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.tenant.Tenants;

/** Reads what a person allows. */
@ApplicationScoped
public class ConsentQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ConsentQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select purpose, granted, consent_version, basis, text_version, language, decided_at,
                               expires_at, field, recipient, about
                          from consent
                         where tenant = :tenant and person = :person
                         order by purpose, field, recipient, about""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> held(row))
                .list());
    }

    private static Held held(ResultSet row) throws SQLException {
        var expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        var field = row.getString("field");
        return new Held(
                Purpose.valueOf(row.getString("purpose")),
                row.getBoolean("granted"),
                row.getLong("consent_version"),
                LawfulBasis.valueOf(row.getString("basis")),
                row.getString("text_version"),
                row.getString("language"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                expiresAt == null ? null : expiresAt.toInstant(),
                field == null
                        ? null
                        : new ConsentItem(
                                field,
                                Recipient.valueOf(row.getString("recipient")),
                                row.getObject("about", UUID.class)));
    }

    /** What holds now for one purpose, or for one item of it. */
    public record Held(
            Purpose purpose,
            boolean granted,
            long consentVersion,
            LawfulBasis basis,
            String textVersion,
            String language,
            Instant decidedAt,
            @Nullable Instant expiresAt,
            @Nullable ConsentItem item) {}
}
