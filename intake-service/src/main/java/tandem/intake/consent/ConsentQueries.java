package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
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
                               expires_at
                          from consent
                         where tenant = :tenant and person = :person
                         order by purpose""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map(ConstructorMapper.of(Held.class))
                .list());
    }

    /** What holds now for one purpose. */
    public record Held(
            Purpose purpose,
            boolean granted,
            long consentVersion,
            LawfulBasis basis,
            String textVersion,
            String language,
            Instant decidedAt,
            @Nullable Instant expiresAt) {}
}
