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
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.events.input.HrInput.IntakeSubmitted;
import tandem.intake.consent.Granted;
import tandem.intake.decision.Need;
import tandem.intake.decision.RuleSet;
import tandem.intake.intake.Decision.Grounds;
import tandem.intake.intake.IntakeQueries.Leader;
import tandem.intake.programme.Policies.InForce;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/** Takes an intake in and decides on it, in one transaction: no intake without its decision. */
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
    ServiceDecided submit(PersonId person, IntakeSubmitted answers, Leader leader, InForce policy) {
        var goals = Goals.of(answers.goals(), vocabulary);
        var intake = new Intake(person, answers, goals, clock.instant());
        if (queries.holds(person, Purpose.MATCHING)) {
            embed(intake);
        }
        intakes.persist(intake);
        intakes.addGoals(intake.id(), person, answers.goals());
        outbox.append(intake.submitted());
        var decision = new Decision(
                intake.id(), answers.programme(), person, decide(answers, goals, leader, policy), clock.instant());
        decisions.persist(decision);
        var decided = decision.decided();
        outbox.append(decided);
        tellProfiles(person);
        return decided;
    }

    /** What was left unmade while MATCHING did not hold is made now. */
    @Transactional(TxType.MANDATORY)
    void on(@Observes Granted granted) {
        if (granted.purpose() == Purpose.MATCHING) {
            intakes.latestOf(granted.person()).ifPresent(this::embed);
        }
    }

    private Grounds decide(IntakeSubmitted answers, Goals goals, Leader leader, InForce policy) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var hired = leader.hiredOn().isAfter(today) ? today : leader.hiredOn();
        var terms = policy.policy().decisionTerms();
        var need = new Need(
                answers.trigger(),
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
        intake.embed(embeddings.modelId(), embeddings.embed(List.of(labels)).getFirst());
    }

    private void tellProfiles(PersonId person) {
        Stream.of(Purpose.MATCHING, Purpose.CALENDAR)
                .filter(purpose -> queries.holds(person, purpose))
                .forEach(purpose -> outbox.profileChanged(person, purpose));
    }
}
