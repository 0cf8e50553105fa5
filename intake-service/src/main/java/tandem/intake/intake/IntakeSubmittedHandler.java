package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.input.HrInput.IntakeSubmitted;
import tandem.intake.goal.Vocabulary;
import tandem.intake.intake.IntakeQueries.Leader;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.programme.Participations;
import tandem.intake.programme.Policies;
import tandem.intake.programme.ProgrammeProblems;
import tandem.runtime.actor.Roles;
import tandem.runtime.event.Cause;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.time.ProgrammeTime;

/** Intakes of people who take part; everything an intake can be refused for is asked before anything is written. */
@ApplicationScoped
class IntakeSubmittedHandler implements InboundHandler<IntakeSubmitted> {

    private final IntakeService service;
    private final IntakeQueries queries;
    private final People people;
    private final Participations participations;
    private final Policies policies;
    private final Vocabulary vocabulary;
    private final Clock clock;

    IntakeSubmittedHandler(
            IntakeService service,
            IntakeQueries queries,
            People people,
            Participations participations,
            Policies policies,
            Vocabulary vocabulary,
            @ProgrammeTime Clock clock) {
        this.service = service;
        this.queries = queries;
        this.people = people;
        this.participations = participations;
        this.policies = policies;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    @Override
    public Class<IntakeSubmitted> type() {
        return IntakeSubmitted.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<IntakeSubmitted>> events) {
        return events.stream()
                .map(event -> Cause.during(event.cause(), () -> take(event.data())))
                .toList();
    }

    private Verdict take(IntakeSubmitted answers) {
        var person = people.byEmployeeNumber(answers.employeeNumber()).orElse(null);
        var leader = person == null ? null : queries.leader(person).orElse(null);
        if (person == null || leader == null) {
            return Verdict.rejected(PeopleProblems.EMPLOYEE_UNKNOWN, "No employee with this number has been posted");
        }
        var policy = policies.inForce(answers.programme()).orElse(null);
        if (policy == null) {
            return Verdict.rejected(
                    ProgrammeProblems.PROGRAMME_UNKNOWN, "There is no programme " + answers.programme());
        }
        var refusal = refusal(answers, person, leader);
        if (refusal == null) {
            service.submit(person, Submission.of(answers), leader, policy);
        }
        return refusal == null ? Verdict.accepted() : refusal;
    }

    private @Nullable Verdict refusal(IntakeSubmitted answers, PersonId person, Leader leader) {
        if (!participations.isIn(answers.programme(), person)) {
            return Verdict.rejected(ProgrammeProblems.NOT_ENROLLED, "The employee takes no part in this programme");
        }
        if (leader.isGone(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            return Verdict.rejected(ProgrammeProblems.EMPLOYMENT_ENDED, "The employee has left");
        }
        if (!People.isZone(answers.timeZone())) {
            return Verdict.rejected(PeopleProblems.TIME_ZONE_UNKNOWN, "The time zone is not one of the IANA database");
        }
        if (Submission.of(answers).goals().stream().anyMatch(Submission.Goal::saysNothing)) {
            return Verdict.rejected(IntakeProblems.GOAL_EMPTY, "Each goal needs a code or a text");
        }
        var unknown = vocabulary.unknown(
                answers.goals().stream().flatMap(goal -> goal.codes().stream()).toList());
        return unknown.isEmpty()
                ? null
                : Verdict.rejected(
                        IntakeProblems.GOAL_CODE_UNKNOWN, "Not in the vocabulary: " + String.join(", ", unknown));
    }
}
