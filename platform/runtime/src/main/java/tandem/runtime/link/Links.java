package tandem.runtime.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.Ids;
import tandem.runtime.crypto.TenantSecrets;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/**
 * The links of a tenant. A link is for one form and one thing, works until it is answered or expires, and is found by a hash of its token.
 * The token follows from the link's id and the tenant's key, so nobody has to keep it: a mail that waits names the id, and the token
 * comes into being when the mail is sent ({@link #token}). Whoever reads the database can answer nothing with it.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Links {

    /** The code of a mail that names a link by its id; whoever sends the mail puts the {@link #token} in its place. */
    public static final String CODE = "singleUseLink";

    /** How long the same answer counts as the same click. */
    static final Duration REPEATABLE = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final TenantSecrets secrets;
    private final Clock machine;

    Links(Jdbi jdbi, Tenants tenants, TenantSecrets secrets, @MachineTime Clock machine) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.secrets = secrets;
        this.machine = machine;
    }

    /**
     * What an answered link was for.
     *
     * @param isRepeated the same was answered a moment ago, by a double click or a retry: it has taken effect
     */
    public record Spent(UUID subject, boolean isRepeated) {}

    private record Row(
            UUID id,
            UUID subject,
            Instant expiresAt,
            @Nullable Instant spentAt,
            @Nullable String answer) {}

    /**
     * Makes a link; answers its id, which may be kept and written into mail.
     *
     * @param form what it opens, such as {@code check-in}: it opens nothing else
     * @param subject the thing the form is about
     */
    public UUID draw(String form, UUID subject, Duration life) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into tandem.link (tenant, id, form, subject, token_sha256, expires_at)
                        values (:tenant, :id, :form, :subject, :token, :expires)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("form", form)
                .bind("subject", subject)
                .bind("token", ofLink(id).sha256())
                .bind("expires", machine.instant().plus(life).atOffset(ZoneOffset.UTC))
                .execute());
        return id;
    }

    /** The token of a link by its id, always the same; says nothing of whether the link still works. */
    @Transactional(TxType.SUPPORTS)
    public String token(UUID link) {
        return ofLink(link).text();
    }

    /** What a link is for, as long as it works; refuses every other. */
    public UUID read(LinkToken token, String form) {
        return find(token, form, "")
                .filter(row -> row.spentAt() == null && isBefore(row.expiresAt()))
                .map(Row::subject)
                .orElseThrow(Links::unusable);
    }

    /**
     * Spends a link. The same answer again within ten minutes is the same answer; everything else finds the link unusable.
     *
     * @param answer what was answered, as text; only a fingerprint of it is kept
     */
    public Spent spend(LinkToken token, String form, String answer) {
        var row = find(token, form, "for update").orElseThrow(Links::unusable);
        var fingerprint = token.fingerprint(answer);
        var spentAt = row.spentAt();
        if (spentAt != null) {
            if (isBefore(spentAt.plus(REPEATABLE)) && fingerprint.equals(row.answer())) {
                return new Spent(row.subject(), true);
            }
            throw unusable();
        }
        if (!isBefore(row.expiresAt())) {
            throw unusable();
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update tandem.link set spent_at = :now, answer_sha256 = :answer
                         where tenant = :tenant and id = :id
                        """)
                .bind("tenant", tenants.current())
                .bind("id", row.id())
                .bind("now", machine.instant().atOffset(ZoneOffset.UTC))
                .bind("answer", fingerprint)
                .execute());
        return new Spent(row.subject(), false);
    }

    /** Takes back what can still be answered about a thing. */
    public void revoke(String form, UUID subject) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from tandem.link
                         where tenant = :tenant and form = :form and subject = :subject and spent_at is null
                        """)
                .bind("tenant", tenants.current())
                .bind("form", form)
                .bind("subject", subject)
                .execute());
    }

    static Refused unusable() {
        return new Refused(LinkProblems.UNUSABLE, "Ask whoever sent it for a new one");
    }

    private LinkToken ofLink(UUID id) {
        return new LinkToken(
                tenants.current(),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(secrets.derive("link", id.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private Optional<Row> find(LinkToken token, String form, String lock) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, subject, expires_at, spent_at, answer_sha256 from tandem.link
                         where tenant = :tenant and token_sha256 = :token and form = :form
                        """ + lock)
                .bind("tenant", tenants.current())
                .bind("token", token.sha256())
                .bind("form", form)
                .map((row, context) -> row(row))
                .findOne());
    }

    private static Row row(ResultSet row) throws SQLException {
        var spent = row.getObject("spent_at", OffsetDateTime.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                spent == null ? null : spent.toInstant(),
                row.getString("answer_sha256"));
    }

    private boolean isBefore(Instant end) {
        return machine.instant().isBefore(end);
    }
}
