package tandem.matching.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads providers for people who run programmes. */
@ApplicationScoped
public class ProviderQueries {

    private static final TypeReference<List<Availability>> WINDOWS = new TypeReference<>() {};

    private static final String VIEW = """
            select p.id, p.type, p.tracks, p.capacity, p.time_zone, p.availability, p.skill_codes, p.behaviour_codes,
                   p.credential_codes, p.evidence_model, p.hold_reason, p.qualified_at,
                   (select count(*) from matches m where m.tenant = p.tenant and m.provider = p.id and m.seat) as seats
              from providers p
             where p.tenant = :tenant
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProviderQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A provider with the seats it has left.
     *
     * @param seatsTaken approved matches and running engagements
     */
    public record ProviderView(
            PersonId person,
            ProviderType type,
            List<Track> tracks,
            int capacity,
            int seatsTaken,
            String timeZone,
            List<Availability> availability,
            List<String> skillCodes,
            List<String> behaviourCodes,
            List<String> credentialCodes,
            String embeddingModel,
            @Nullable String holdReason,
            Instant qualifiedAt) {}

    @Transactional
    public ProviderView get(PersonId person) {
        return find(person).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such provider"));
    }

    @Transactional
    public Optional<ProviderView> find(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW + " and p.id = :id")
                .bind("tenant", tenants.current())
                .bind("id", person)
                .map((row, context) -> view(row))
                .findOne());
    }

    @Transactional
    public Page<ProviderView> page(Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(
                        VIEW + " and (cast(:after as uuid) is null or p.id > :after) order by p.id limit :limit")
                .bind("tenant", tenants.current())
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> view(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.person()));
    }

    private static ProviderView view(ResultSet row) throws SQLException {
        return new ProviderView(
                new PersonId(row.getObject("id", UUID.class)),
                ProviderType.valueOf(row.getString("type")),
                codes(row.getArray("tracks")).stream().map(Track::valueOf).toList(),
                row.getInt("capacity"),
                row.getInt("seats"),
                row.getString("time_zone"),
                new StoredJson(row.getString("availability")).as(WINDOWS),
                codes(row.getArray("skill_codes")),
                codes(row.getArray("behaviour_codes")),
                codes(row.getArray("credential_codes")),
                row.getString("evidence_model"),
                row.getString("hold_reason"),
                row.getObject("qualified_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> codes(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }
}
