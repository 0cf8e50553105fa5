package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.programme.Nomination.RejectReason;
import tandem.intake.programme.Nomination.Source;
import tandem.intake.programme.Nomination.State;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads nominations, and how far recruiting has come. */
@ApplicationScoped
public class NominationQueries {

    private static final String VIEW = """
            select id as nomination, programme, person, source, state, reject_reason, nominated_at, approved_at,
                   answer_by, closed_at
              from nomination
             where tenant = :tenant""";

    private final Jdbi jdbi;
    private final Tenants tenants;

    NominationQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Oldest first; what is null narrows nothing. */
    @Transactional
    public Page<NominationView> nominations(
            @Nullable ProgrammeId programme,
            @Nullable PersonId person,
            @Nullable State state,
            Optional<Cursor> after,
            int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(VIEW + """
                         and (cast(:programme as uuid) is null or programme = :programme)
                         and (cast(:person as uuid) is null or person = :person)
                         and (cast(:state as text) is null or state = :state)
                         and id > :after
                       order by id
                       limit :rows""")
                        .bind("tenant", tenants.current())
                        .bind("programme", programme == null ? null : programme.value())
                        .bind("person", person == null ? null : person.value())
                        .bind("state", state == null ? null : state.name()),
                after,
                limit,
                ConstructorMapper.of(NominationView.class),
                NominationView::nomination));
    }

    @Transactional
    public Optional<NominationView> nomination(UUID nomination) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW + " and id = :nomination")
                .bind("tenant", tenants.current())
                .bind("nomination", nomination)
                .map(ConstructorMapper.of(NominationView.class))
                .findOne());
    }

    /**
     * Everybody counts once, by what became of them last: who declined and is in after all was invited once. Who is in without a
     * nomination counts as invited: a lead's enrolment is an invitation and its answer at once. An intake is overdue when the policy's days since the acceptance are over (R64).
     */
    @Transactional
    public Optional<Recruitment> recruitment(ProgrammeId programme, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with person_in as (
                            select t.person, t.enrolled_at,
                                   exists (select from intake i where i.tenant = t.tenant and i.programme = t.programme
                                              and i.person = t.person) as submitted
                              from participation t
                             where t.tenant = :tenant and t.programme = :programme and t.left_at is null),
                        named as (
                            select distinct on (n.person) n.*
                              from nomination n
                             where n.tenant = :tenant and n.programme = :programme
                               and not exists (select from person_in i where i.person = n.person)
                             order by n.person, n.id desc)
                        select g.cohort_minimum,
                               (select count(*) from named where state = 'NOMINATED') as nominated,
                               (select count(*) from named where state = 'WAITING') as waiting,
                               (select count(*) from named where state = 'INVITED') as unanswered,
                               (select count(*) from named where state = 'DECLINED' and answer_by is not null)
                                   as declined,
                               (select count(*) from named where state = 'LAPSED') as lapsed,
                               (select count(*) from person_in) as enrolled,
                               (select count(*) from person_in where submitted) as submitted,
                               (select count(*) from person_in where not submitted and enrolled_at
                                   + make_interval(days => (p.content #>> '{sessions,bookingSlaDays}')::int) < :now)
                                   as overdue
                          from programme g
                          join policy p on p.tenant = g.tenant and p.programme = g.id
                           and p.policy_version = g.policy_version
                         where g.tenant = :tenant and g.id = :programme""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("now", now)
                .map((row, context) -> {
                    int unanswered = row.getInt("unanswered");
                    int declined = row.getInt("declined");
                    int lapsed = row.getInt("lapsed");
                    int enrolled = row.getInt("enrolled");
                    int submitted = row.getInt("submitted");
                    int invited = enrolled + unanswered + declined + lapsed;
                    return new Recruitment(
                            programme,
                            row.getInt("nominated"),
                            row.getInt("waiting"),
                            invited,
                            unanswered,
                            declined,
                            lapsed,
                            enrolled,
                            submitted,
                            row.getInt("overdue"),
                            RecruitmentGate.evaluate(invited, enrolled, submitted, row.getInt("cohort_minimum")));
                })
                .findOne());
    }

    /** A nomination; {@code answerBy} is set when a seat is offered. */
    public record NominationView(
            UUID nomination,
            ProgrammeId programme,
            PersonId person,
            Source source,
            State state,
            @Nullable RejectReason rejectReason,
            Instant nominatedAt,
            @Nullable Instant approvedAt,
            @Nullable Instant answerBy,
            @Nullable Instant closedAt) {}

    /**
     * How far recruiting has come.
     *
     * @param invited enrolled, plus seats offered and not taken
     * @param intakesOverdue enrolled longer ago than the policy's days, and no intake (R64)
     */
    public record Recruitment(
            ProgrammeId programme,
            int nominated,
            int waiting,
            int invited,
            int unanswered,
            int declined,
            int lapsed,
            int enrolled,
            int intakesSubmitted,
            int intakesOverdue,
            RecruitmentGate gate) {}
}
