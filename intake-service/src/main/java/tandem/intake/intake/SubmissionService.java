package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.form.DraftService;
import tandem.intake.goal.Vocabulary;
import tandem.intake.intake.IntakeQueries.Leader;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.programme.Participations;
import tandem.intake.programme.Policies;
import tandem.intake.programme.Policies.InForce;
import tandem.intake.programme.ProgrammeProblems;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** What leaders themselves do with their intake: submit the draft, and say what their goals mean. */
@ApplicationScoped
class SubmissionService {

    private final DraftService drafts;
    private final IntakeService service;
    private final Intakes intakes;
    private final IntakeQueries queries;
    private final Participations participations;
    private final Policies policies;
    private final People people;
    private final Vocabulary vocabulary;
    private final Clock clock;

    SubmissionService(
            DraftService drafts,
            IntakeService service,
            Intakes intakes,
            IntakeQueries queries,
            Participations participations,
            Policies policies,
            People people,
            Vocabulary vocabulary,
            @ProgrammeTime Clock clock) {
        this.drafts = drafts;
        this.service = service;
        this.intakes = intakes;
        this.queries = queries;
        this.participations = participations;
        this.policies = policies;
        this.people = people;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    @Transactional
    Submitted submit(PersonId person, Optional<Revision> seen) {
        var submission = Submission.of(drafts.complete(person, seen));
        var programme = submission.programme();
        var taken = service.submit(person, submission, leader(person), policy(programme));
        return new Submitted(taken.intake(), programme, submission.formVersion(), taken.decision());
    }

    /** The codes of each goal, all of them: what is not named is removed. */
    @Transactional
    void confirm(PersonId person, IntakeId id, List<List<String>> codes, Optional<Revision> seen) {
        people.hold(person); // a token outlives the erasure of its person by minutes
        var intake = intakes.lock(id, person)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no intake " + id));
        Revision.check(seen, intake.revision());
        if (intakes.latestOf(person).filter(latest -> latest.id().equals(id)).isEmpty()) {
            throw new Refused(IntakeProblems.INTAKE_SUPERSEDED, "Correct the intake that was submitted last");
        }
        checkCodes(codes, intakes.codes(id).size());
        if (!participations.isIn(intake.programme(), person)) {
            throw new Refused(ProgrammeProblems.NOT_ENROLLED, "You take no part in this programme any more");
        }
        service.confirm(intake, codes, leader(person), policy(intake.programme()));
    }

    private void checkCodes(List<List<String>> codes, int goals) {
        if (codes.size() != goals) {
            throw invalid("/goals", "must have an entry for each of the " + goals + " goals, in their order");
        }
        if (codes.stream().allMatch(List::isEmpty)) {
            throw invalid("/goals", "must give at least one goal a code: nothing can be decided without (R5)");
        }
        var unknown = vocabulary.unknown(codes.stream().flatMap(List::stream).toList());
        if (!unknown.isEmpty()) {
            throw new Refused(IntakeProblems.GOAL_CODE_UNKNOWN, "Not in the vocabulary: " + String.join(", ", unknown));
        }
    }

    private static Refused invalid(String pointer, String detail) {
        return new Refused(
                CommonProblems.INVALID,
                "1 of its values not as they must be",
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }

    private Leader leader(PersonId person) {
        var leader = queries.leader(person)
                .orElseThrow(() -> new Refused(PeopleProblems.EMPLOYEE_UNKNOWN, "HR knows no employment of yours"));
        if (leader.isGone(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new Refused(ProgrammeProblems.EMPLOYMENT_ENDED, "Your employment has ended");
        }
        return leader;
    }

    private InForce policy(ProgrammeId programme) {
        return policies.inForce(programme)
                .orElseThrow(() -> new IllegalStateException("Programme " + programme + " has no policy"));
    }

    /** What was taken in; {@code decision} is null while no goal has a code. */
    public record Submitted(
            IntakeId intake,
            ProgrammeId programme,
            int formVersion,
            @Nullable DecisionId decision) {}
}
