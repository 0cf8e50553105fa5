package tandem.analytics.steering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.pilot.Pilots;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Steering packs, to read. */
@ApplicationScoped
public class SteeringQueries {

    private static final int PACKS_MAX = 200;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Pilots pilots;

    SteeringQueries(Jdbi jdbi, Tenants tenants, Pilots pilots) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.pilots = pilots;
    }

    /** A pack that was printed; its hash is over the page, byte for byte. */
    public record PackView(int number, Instant asOf, String contentHash) {}

    /** The packs of a pilot, the latest first. */
    public record PacksView(List<PackView> packs) {}

    /** A page as it was printed. */
    record Printed(String html, String contentHash) {}

    @Transactional
    public PacksView all(ProgrammeId programme) {
        pilots.get(programme);
        return new PacksView(jdbi.withHandle(handle -> handle.createQuery("""
                        select number, as_of, content_hash from steering_packs
                        where tenant = :tenant and programme = :programme order by number desc limit :limit""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("limit", PACKS_MAX)
                .map((row, context) -> new PackView(
                        row.getInt("number"),
                        row.getObject("as_of", OffsetDateTime.class).toInstant(),
                        row.getString("content_hash")))
                .list()));
    }

    @Transactional
    public PackView one(ProgrammeId programme, int number) {
        return all(programme).packs().stream()
                .filter(pack -> pack.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such pack"));
    }

    @Transactional
    public Printed printed(ProgrammeId programme, int number) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select html, content_hash from steering_packs
                        where tenant = :tenant and programme = :programme and number = :number""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("number", number)
                .map((row, context) -> new Printed(row.getString("html"), row.getString("content_hash")))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such pack")));
    }
}
