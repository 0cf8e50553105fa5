package tandem.session.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.tenant.Tenants;

/** Reads the sources of a tenant; there are few. */
@ApplicationScoped
public class WebhookQueries {

    private static final String ALL = """
            select s.id, s.name, s.made_at, max(k.made_at) as rotated_at,
                   (select max(m.taken_at) from webhook_messages m where m.tenant = s.tenant and m.source = s.id) as heard_at
              from webhook_sources s
              join webhook_keys k on k.tenant = s.tenant and k.source = s.id
             where s.tenant = :tenant
             group by s.tenant, s.id
             order by s.id
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    WebhookQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A source as operations see it; its secrets are shown to nobody.
     *
     * @param lastHeardAt when a message of it was last taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceView(
            UUID id,
            String name,
            Instant madeAt,
            Instant rotatedAt,
            @Nullable Instant lastHeardAt) {}

    /** The sources, oldest first. */
    @Transactional
    public List<SourceView> all() {
        return jdbi.withHandle(handle -> handle.createQuery(ALL)
                .bind("tenant", tenants.current())
                .map((row, context) -> {
                    var heard = row.getObject("heard_at", OffsetDateTime.class);
                    return new SourceView(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getObject("made_at", OffsetDateTime.class).toInstant(),
                            row.getObject("rotated_at", OffsetDateTime.class).toInstant(),
                            heard == null ? null : heard.toInstant());
                })
                .list());
    }
}
