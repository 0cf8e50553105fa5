package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.intake.consent.Granted;
import tandem.intake.decision.Need;
import tandem.intake.decision.RuleSet;
import tandem.intake.goal.Vocabulary;
import tandem.intake.intake.Decision.Grounds;
import tandem.intake.intake.IntakeQueries.Leader;
import tandem.intake.programme.Policies.InForce;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/**
 * Takes an intake in and decides on it in one transaction, as soon as the leader or HR has said in codes what a goal means; words
 * alone decide nothing (docs/decisions/0085).
 */
@ApplicationScoped
class IntakeService {

    private final Intakes intakes;
    private final Decisions decisions;
    private final IntakeQueries queries;
    private final Vocabulary vocabulary;
    private final SentenceEmbeddings embeddings;
    private final Outbox outbox;
    private final Clock clock;

    IntakeService(
            Intakes intakes,
            Decisions decisions,
            IntakeQueries queries,
            Vocabulary vocabulary,
            SentenceEmbeddings embeddings,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.intakes = intakes;
        this.decisions = decisions;
        this.queries = queries;
        this.vocabulary = vocabulary;
        this.embeddings = embeddings;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional(TxType.MANDATORY)
    Taken submit(PersonId person, Submission submission, Leader leader, InForce policy) {
        var goals = Goals.of(submission.codes(), vocabulary);
        var sealed = intakes.sealedAnswers(person, submission.answers());
        var intake = new Intake(person, submission, sealed, goals, clock.instant());
        intakes.persist(intake);
        intakes.addGoals(intake.id(), person, submission.goals());
        outbox.append(intake.submitted());
        return new Taken(intake.id(), settle(intake, goals, leader, policy));
    }

    /** The leader says what the goals mean: codes for each. Decided anew when that changes anything. */
    @Transactional(TxType.MANDATORY)
    void confirm(Intake intake, List<List<String>> codes, Leader leader, InForce policy) {
        if (intakes.codes(intake.id()).equals(codes)) {
            return;
        }
        var goals = Goals.of(codes, vocabulary);
        intakes.correct(intake.id(), codes);
        intake.correct(goals);
        settle(intake, goals, leader, policy);
    }

    private @Nullable DecisionId settle(Intake intake, Goals goals, Leader leader, InForce policy) {
        var person = intake.person();
        if (queries.holds(person, Purpose.MATCHING)) {
            embed(intake);
        }
        var decided = goals.areKnown() ? decided(intake, goals, leader, policy) : null;
        tellProfiles(person);
        return decided;
    }

    private DecisionId decided(Intake intake, Goals goals, Leader leader, InForce policy) {
        var grounds = decide(intake.trigger(), goals, leader, policy);
        var decision = new Decision(intake.id(), intake.programme(), intake.person(), grounds, clock.instant());
        decisions.persist(decision);
        var decided = decision.decided();
        outbox.append(decided);
        return decided.decision();
    }

    /** What was left unmade while MATCHING did not hold is made now. */
    @Transactional(TxType.MANDATORY)
    void on(@Observes Granted granted) {
        if (granted.purpose() == Purpose.MATCHING) {
            intakes.latestOf(granted.person()).ifPresent(this::embed);
        }
    }

    private Grounds decide(Trigger trigger, Goals goals, Leader leader, InForce policy) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var hired = leader.hiredOn().isAfter(today) ? today : leader.hiredOn();
        var terms = policy.policy().decisionTerms();
        var need = new Need(
                trigger,
                (int) ChronoUnit.DAYS.between(hired, today),
                (int) ChronoUnit.MONTHS.between(hired, today),
                goals.forTrack(Track.COACHING),
                goals.forTrack(Track.MENTORING),
                goals.hasSkillGap());
        return Grounds.of(need, RuleSet.CURRENT.decide(need, terms), policy, leader.hiredOn());
    }

    private void embed(Intake intake) {
        var labels = Stream.concat(intake.skillCodes().stream(), intake.behaviourCodes().stream())
                .map(code -> vocabulary.get(code).label())
                .collect(Collectors.joining(". "));
        if (!labels.isEmpty()) {
            intake.embed(embeddings.modelId(), embeddings.embed(List.of(labels)).getFirst());
        }
    }

    /** An intake, and what was decided on it: null while no goal has a code. */
    record Taken(IntakeId intake, @Nullable DecisionId decision) {}

    private void tellProfiles(PersonId person) {
        Stream.of(Purpose.MATCHING, Purpose.CALENDAR)
                .filter(purpose -> queries.holds(person, purpose))
                .forEach(purpose -> outbox.profileChanged(person, purpose));
    }
}
