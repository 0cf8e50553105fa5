package tandem.intake.programme;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.programme.Nomination.State;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Nominations. Seats are counted under the lock of the programme, which is taken first. */
@ApplicationScoped
class Nominations implements PanacheRepositoryBase<Nomination, UUID> {

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Nominations(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Nomination get(UUID nomination) {
        return findByIdOptional(nomination)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no nomination " + nomination));
    }

    /** Read anew and locked, after the programme's lock. */
    Nomination lock(Nomination nomination) {
        getEntityManager().refresh(nomination, LockModeType.PESSIMISTIC_WRITE);
        return nomination;
    }

    boolean isOpen(ProgrammeId programme, PersonId person) {
        return count(
                        "programme = ?1 and person = ?2 and state in ?3",
                        programme.value(),
                        person.value(),
                        List.of(State.NOMINATED, State.WAITING, State.INVITED))
                > 0;
    }

    /** Seats held for invitations, other than those of the given people. */
    int held(ProgrammeId programme, Collection<PersonId> except) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from nomination
                         where tenant = :tenant and programme = :programme and state = 'INVITED'
                           and person <> all(:except)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("except", except.stream().map(PersonId::value).toArray(UUID[]::new))
                .mapTo(int.class)
                .one());
    }

    List<Nomination> unanswered(ProgrammeId programme, Instant now) {
        return find(
                        "programme = ?1 and state = ?2 and answerBy <= ?3 order by id",
                        programme.value(),
                        State.INVITED,
                        now)
                .page(0, BATCH)
                .list();
    }

    /** The longest waiting first. */
    List<Nomination> waiting(ProgrammeId programme, int limit) {
        return limit == 0
                ? List.of()
                : find("programme = ?1 and state = ?2 order by approvedAt, id", programme.value(), State.WAITING)
                        .page(0, Math.min(limit, BATCH))
                        .list();
    }

    /** Whoever is taken in otherwise needs no nomination any more. */
    void settle(ProgrammeId programme, Collection<PersonId> people, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update nomination set state = 'ACCEPTED', closed_at = :at, version = version + 1
                         where tenant = :tenant and programme = :programme and person = any(:people)
                           and state in ('NOMINATED', 'WAITING', 'INVITED')""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("at", at)
                .execute());
    }

    /** The person leaves: nothing is kept open for them. */
    int closeOpen(PersonId person, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update nomination set state = 'DECLINED', closed_at = :at, version = version + 1
                         where tenant = :tenant and person = :person
                           and state in ('NOMINATED', 'WAITING', 'INVITED')""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("at", at)
                .execute());
    }

    int deleteOf(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from nomination where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
