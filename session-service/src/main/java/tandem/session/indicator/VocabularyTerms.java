package tandem.session.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;
import tandem.session.indicator.Vocabulary.Kind;

/** What programmes added to the vocabulary. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class VocabularyTerms {

    private final Jdbi jdbi;
    private final Tenants tenants;

    VocabularyTerms(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The codes a programme added, the oldest first. */
    List<String> of(ProgrammeId programme, Kind kind) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select code from vocabulary_terms
                         where tenant = :tenant and programme = :programme and kind = :kind
                         order by added_at, code
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("kind", kind.name())
                .mapTo(String.class)
                .list());
    }

    void add(ProgrammeId programme, Kind kind, String code, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vocabulary_terms (tenant, programme, kind, code, added_at)
                        values (:tenant, :programme, :kind, :code, :at)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("kind", kind.name())
                .bind("code", code)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
