package tandem.runtime.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.audit.AuditTrail.Content;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads the trail. What is not linked yet is not shown yet. */
@ApplicationScoped
public class AuditQueries {

    private static final String ENTRIES = """
            select l.seq, l.hash, e.content,
                   (select r.referent from tandem.audit_reference r
                     where r.tenant = l.tenant and r.entry = l.entry and r.ordinal = 0) as actor,
                   array(select r.referent from tandem.audit_reference r
                          where r.tenant = l.tenant and r.entry = l.entry and r.ordinal > 0 order by r.ordinal) as about
              from tandem.audit_link l
              join tandem.audit_entry e on e.tenant = l.tenant and e.id = l.entry
             where l.tenant = :tenant and l.seq < :before""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;

    AuditQueries(Jdbi jdbi, Tenants tenants, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
    }

    @Transactional
    public Page<Entry> all(Optional<Cursor> after, int limit) {
        return page(ENTRIES + " order by l.seq desc limit :limit", null, after, limit);
    }

    /** What was done to a person or looked up about them, by anyone. */
    @Transactional
    public Page<Entry> about(PersonId person, Optional<Cursor> after, int limit) {
        return page(ENTRIES + "\n" + """
                        and l.entry in (select r.entry from tandem.audit_reference r
                                          where r.tenant = :tenant and r.referent = :person and r.ordinal > 0)
                         order by l.seq desc limit :limit""", person, after, limit);
    }

    private Page<Entry> page(String sql, @Nullable PersonId person, Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("tenant", tenants.current())
                .bindMap(person == null ? Map.of() : Map.of("person", person.value()))
                .bind("before", after.map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
                .bind("limit", limit + 1)
                .map((row, context) -> entry(row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.seq()));
    }

    private Entry entry(ResultSet row) throws SQLException {
        var content = content(row.getString("content"));
        return new Entry(
                row.getLong("seq"),
                Instant.parse(content.at()),
                content.what(),
                row.getObject("actor", UUID.class),
                content.client(),
                content.roles(),
                Arrays.asList((UUID[]) row.getArray("about").getArray()),
                content.about().size(),
                content.counts(),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    private Content content(String text) {
        try {
            return json.readValue(text, Content.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("An entry of the trail cannot be read", e);
        }
    }

    /**
     * One entry.
     *
     * @param by who acted; null for a machine, and for somebody who was erased since
     * @param about whom or what it was about, less those who were erased since
     * @param referred how many it was about when it was written
     */
    public record Entry(
            long seq,
            Instant at,
            String what,
            @Nullable UUID by,
            String client,
            List<String> roles,
            List<UUID> about,
            int referred,
            Map<String, Integer> counts,
            String hash) {}
}
