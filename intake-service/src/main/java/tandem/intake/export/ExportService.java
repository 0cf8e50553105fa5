package tandem.intake.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.intake.people.People;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;

/** Gives people what is held about them. */
@ApplicationScoped
class ExportService {

    static final Duration VALID = Duration.ofHours(1);

    /** Each answers the person's own token with what it holds. */
    private static final List<Elsewhere> ELSEWHERE = List.of(
            new Elsewhere("matching-service", "/v1/visibility"),
            new Elsewhere("session-service", "/v1/visibility"),
            new Elsewhere("session-service", "/v1/me/notes"),
            new Elsewhere("analytics-service", "/v1/visibility"),
            new Elsewhere("intake-service", "/v1/me/lookups"));

    private final Exports exports;
    private final ExportQueries queries;
    private final People people;
    private final Clock machineTime;
    private final Clock programmeTime;

    ExportService(
            Exports exports,
            ExportQueries queries,
            People people,
            @MachineTime Clock machineTime,
            @ProgrammeTime Clock programmeTime) {
        this.exports = exports;
        this.queries = queries;
        this.people = people;
        this.machineTime = machineTime;
        this.programmeTime = programmeTime;
    }

    @Transactional
    Ticket request(PersonId person) {
        people.hold(person);
        var ticket = new Ticket(UUID.randomUUID(), machineTime.instant().plus(VALID));
        exports.issue(ticket.export(), person, ticket.expiresAt());
        return ticket;
    }

    /** The bundle, once: the ticket is used up in the transaction that reads it. */
    @Transactional
    Bundle fetch(UUID ticket, PersonId person) {
        if (!exports.use(ticket, person, machineTime.instant())) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is no export " + ticket + " to fetch");
        }
        return new Bundle(person, programmeTime.instant(), queries.held(person), ELSEWHERE);
    }

    /** The right to fetch a bundle once, until then. */
    public record Ticket(UUID export, Instant expiresAt) {}

    /**
     * Everything this service holds about a person.
     *
     * @param held rows by table, encrypted columns in the clear
     * @param elsewhere what others hold, for the same token
     */
    public record Bundle(
            PersonId person, Instant exportedAt, SortedMap<String, List<ObjectNode>> held, List<Elsewhere> elsewhere) {}

    /** Another service with a route of its own. */
    public record Elsewhere(String service, String path) {}
}
