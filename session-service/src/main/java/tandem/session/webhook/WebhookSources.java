package tandem.session.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.crypto.BlindIndex;
import tandem.runtime.crypto.TenantSecrets;
import tandem.runtime.tenant.Tenants;

/** The sources of a tenant, their keys, and which of their messages were taken. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class WebhookSources {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final TenantSecrets secrets;
    private final BlindIndex index;

    WebhookSources(Jdbi jdbi, Tenants tenants, TenantSecrets secrets, BlindIndex index) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.secrets = secrets;
        this.index = index;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(UUID id, byte[] key) {}

    /** Keeps its name; answers whether it is new. */
    boolean name(UUID source, String name, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into webhook_sources (tenant, id, name, made_at) values (:tenant, :source, :name, :now)
                            on conflict (tenant, id) do update set name = excluded.name
                        returning xmax = 0
                        """)
                .bind("tenant", tenants.current())
                .bind("source", source)
                .bind("name", name)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }

    boolean exists(UUID source) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from webhook_sources where tenant = :tenant and id = :source for update
                        """)
                        .bind("tenant", tenants.current())
                        .bind("source", source)
                        .mapTo(UUID.class)
                        .findOne())
                .isPresent();
    }

    long count() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from webhook_sources where tenant = :tenant")
                        .bind("tenant", tenants.current())
                        .mapTo(Long.class)
                        .one());
    }

    /** Gives it a key that counts from now on; the one before it counts until {@code until}, any older one no more. */
    void rotate(UUID source, UUID key, byte[] secret, Instant now, Instant until) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            delete from webhook_keys
                             where tenant = :tenant and source = :source and expires_at is not null
                            """)
                    .bind("tenant", tenants.current())
                    .bind("source", source)
                    .execute();
            handle.createUpdate(
                            "update webhook_keys set expires_at = :until where tenant = :tenant and source = :source")
                    .bind("tenant", tenants.current())
                    .bind("source", source)
                    .bind("until", until)
                    .execute();
            handle.createUpdate("""
                            insert into webhook_keys (tenant, source, id, sealed, made_at)
                            values (:tenant, :source, :key, :sealed, :now)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("source", source)
                    .bind("key", key)
                    .bind("sealed", secrets.seal(use(source, key), secret))
                    .bind("now", now)
                    .execute();
        });
    }

    /** The keys that count now. */
    List<byte[]> keys(UUID source, Instant now) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        select id, sealed from webhook_keys
                         where tenant = :tenant and source = :source and (expires_at is null or expires_at > :now)
                        """)
                .bind("tenant", tenants.current())
                .bind("source", source)
                .bind("now", now)
                .map((row, context) -> new Sealed(row.getObject("id", UUID.class), row.getBytes("sealed")))
                .list()
                .stream()
                .map(kept -> secrets.open(use(source, kept.id()), kept.key()))
                .toList());
    }

    boolean revoke(UUID source) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from webhook_sources where tenant = :tenant and id = :source")
                        .bind("tenant", tenants.current())
                        .bind("source", source)
                        .execute())
                > 0;
    }

    boolean isTaken(UUID source, String message) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from webhook_messages
                                        where tenant = :tenant and source = :source and message = :message)
                        """)
                .bind("tenant", tenants.current())
                .bind("source", source)
                .bind("message", index.of("webhook-message", message))
                .mapTo(Boolean.class)
                .one());
    }

    int taken(UUID source, String message, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into webhook_messages (tenant, source, message, taken_at)
                        select :tenant, :source, :message, :now
                         where exists (select from webhook_sources where tenant = :tenant and id = :source)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("source", source)
                .bind("message", index.of("webhook-message", message))
                .bind("now", now)
                .execute());
    }

    private static String use(UUID source, UUID key) {
        return "webhook|" + source + "|" + key;
    }
}
