package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.Purpose;
import tandem.runtime.tenant.Tenants;

/** The texts of a tenant, one per purpose, version and language. They are added and never changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ConsentTexts {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ConsentTexts(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** What a receipt keeps of a text; empty for a text that was shown elsewhere. */
    Optional<Shown> find(Purpose purpose, String version, String language) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select sha256, valid_months from consent_text
                         where tenant = :tenant and purpose = :purpose and version = :version and language = :language""")
                .bind("tenant", tenants.current())
                .bind("purpose", purpose)
                .bind("version", version)
                .bind("language", language)
                .map(ConstructorMapper.of(Shown.class))
                .findOne());
    }

    /** Whether the tenant shows texts of its own for the purpose. */
    boolean has(Purpose purpose) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from consent_text where tenant = :tenant and purpose = :purpose)")
                .bind("tenant", tenants.current())
                .bind("purpose", purpose)
                .mapTo(Boolean.class)
                .one());
    }

    /** False when there is a text under this purpose, version and language already. */
    boolean add(Text text, Instant publishedAt, String publishedBy) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into consent_text (tenant, purpose, version, language, content, sha256, valid_months,
                                                          published_at, published_by)
                                values (:tenant, :purpose, :version, :language, :content, :sha256, :validMonths, :at, :by)
                                    on conflict do nothing""")
                        .bind("tenant", tenants.current())
                        .bindMethods(text)
                        .bind("at", publishedAt)
                        .bind("by", publishedBy)
                        .execute())
                == 1;
    }

    /** A text as it is published. */
    public record Text(
            Purpose purpose,
            String version,
            String language,
            String content,
            @Nullable Integer validMonths) {

        public String sha256() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }

    /** The hash of a text and for how many months a grant under it holds; null for no end. */
    public record Shown(String sha256, @Nullable Integer validMonths) {}
}
