package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.Purpose;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads the texts people are shown. */
@ApplicationScoped
public class ConsentTextQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ConsentTextQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public Page<Listed> texts(Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select purpose, version, language, sha256, valid_months, published_at
                          from consent_text
                         where tenant = :tenant and (purpose, version, language) > (:purpose, :version, :language)
                         order by purpose, version, language limit :limit""")
                .bind("tenant", tenants.current())
                .bind("purpose", after.map(cursor -> cursor.string(0)).orElse(""))
                .bind("version", after.map(cursor -> cursor.string(1)).orElse(""))
                .bind("language", after.map(cursor -> cursor.string(2)).orElse(""))
                .bind("limit", limit + 1)
                .map(ConstructorMapper.of(Listed.class))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.purpose(), row.version(), row.language()));
    }

    @Transactional
    public Optional<Published> text(Purpose purpose, String version, String language) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select purpose, version, language, content, sha256, valid_months, published_at, published_by
                          from consent_text
                         where tenant = :tenant and purpose = :purpose and version = :version and language = :language""")
                .bind("tenant", tenants.current())
                .bind("purpose", purpose)
                .bind("version", version)
                .bind("language", language)
                .map(ConstructorMapper.of(Published.class))
                .findOne());
    }

    /** A text without its words. */
    public record Listed(
            Purpose purpose,
            String version,
            String language,
            String sha256,
            @Nullable Integer validMonths,
            Instant publishedAt) {}

    /** A text as people are shown it. */
    public record Published(
            Purpose purpose,
            String version,
            String language,
            String content,
            String sha256,
            @Nullable Integer validMonths,
            Instant publishedAt,
            String publishedBy) {}
}
