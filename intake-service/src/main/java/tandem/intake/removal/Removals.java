package tandem.intake.removal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.RemovalId;

/** Open and completed removals with the reports that have come in. */
@ApplicationScoped
class Removals implements PanacheRepositoryBase<Removal, UUID> {

    private final Jdbi jdbi;

    Removals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locked: reports of several services may come in at once, and the last one must see all others. */
    Optional<Removal> lock(RemovalId removal) {
        return findByIdOptional(removal.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Keeps a report; a service that reports twice is heard once. */
    Set<String> addReport(String tenant, RemovalId removal, Report report) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            insert into removal_report (tenant, removal, service, counts, reported_at)
                            values (:tenant, :removal, :service, cast(:counts as jsonb), :reportedAt)
                            on conflict do nothing""")
                    .bind("tenant", tenant)
                    .bind("removal", removal)
                    .bind("service", report.service())
                    .bind("counts", report.countsAsJson())
                    .bind("reportedAt", report.reportedAt())
                    .execute();
            return handle.createQuery(
                            "select service from removal_report where tenant = :tenant and removal = :removal")
                    .bind("tenant", tenant)
                    .bind("removal", removal)
                    .mapTo(String.class)
                    .set();
        });
    }

    /** Puts the stand-in in the place of an erased person in the certificates that person got before. */
    void replacePerson(String tenant, UUID person, UUID erasedAs) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update removal
                           set person = :erasedAs,
                               requested_by = case requested_by when :personText then :erasedText else requested_by end
                         where tenant = :tenant and person = :person""")
                .bind("erasedAs", erasedAs)
                .bind("erasedText", erasedAs.toString())
                .bind("person", person)
                .bind("personText", person.toString())
                .bind("tenant", tenant)
                .execute());
    }

    /** What one service says it removed: names of things with how many. */
    record Report(String service, Map<String, Integer> counts, Instant reportedAt) {

        String countsAsJson() {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(count -> '"' + count.getKey().replaceAll("[^A-Za-z0-9_. -]", "?") + "\":" + count.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}
