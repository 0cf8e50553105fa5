package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import tandem.events.DecisionId;
import tandem.events.Pathway;
import tandem.intake.decision.ExceptionReason;
import tandem.intake.decision.ExceptionRules;
import tandem.intake.decision.Outcome;
import tandem.intake.decision.ReviewRules;
import tandem.intake.decision.RuleSet;
import tandem.intake.intake.Decision.Grounds;
import tandem.intake.programme.Policies;
import tandem.intake.programme.Policies.InForce;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Decisions that are taken again: when two years are over (R30), and when a human has a reason. */
@ApplicationScoped
public class DecisionService {

    private static final int BATCH = 100;

    private final Decisions decisions;
    private final IntakeQueries queries;
    private final Policies policies;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    DecisionService(
            Decisions decisions,
            IntakeQueries queries,
            Policies policies,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.decisions = decisions;
        this.queries = queries;
        this.policies = policies;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /** A human decides otherwise, with a reason the rules know. Nobody does so for themselves. */
    @Transactional
    DecisionId except(DecisionId id, Pathway instead, ExceptionReason reason, Actor by) {
        var decided = decisions.lock(id);
        if (decided.person().equals(by.requirePerson())) {
            throw new Refused(CommonProblems.FORBIDDEN, "Nobody excepts themselves from the rules");
        }
        if (!decisions.isLatest(decided)) {
            throw new Refused(IntakeProblems.DECISION_REPLACED, "Another decision is in force by now");
        }
        var objections = ExceptionRules.objections(decided.need(), decided.outcome(), instead, reason);
        if (!objections.isEmpty()) {
            var words = DecisionWords.of(decided.outcome().ruleSetVersion());
            throw new Refused(
                    IntakeProblems.EXCEPTION_REFUSED,
                    objections.stream().map(words::of).distinct().collect(Collectors.joining(" ")));
        }
        act.concerns(decided.person());
        var policy = inForce(decided);
        var outcome = ExceptionRules.excepted(
                decided.outcome(), instead, reason, policy.policy().decisionTerms());
        return put(decided.excepted(grounds(decided, outcome, policy), reason, by.requirePerson(), clock.instant()));
    }

    /** Looks again at some of the decisions whose review has come; false when none is left. */
    @Transactional
    boolean review(LocalDate today, Instant at) {
        var due = decisions.dueForReview(today, BATCH);
        due.forEach(id -> review(decisions.lock(id), today, at));
        return due.size() == BATCH;
    }

    private void review(Decision decided, LocalDate today, Instant at) {
        var policy = inForce(decided);
        var hiredOn = hiredOn(decided);
        var need = decided.need().withTenure((int) ChronoUnit.DAYS.between(hiredOn, today), (int)
                ChronoUnit.MONTHS.between(hiredOn, today));
        var now = RuleSet.CURRENT.decide(need, policy.policy().decisionTerms());
        var instead = ReviewRules.review(decided.outcome(), now, need)
                .map(outcome -> put(decided.reviewed(Grounds.of(need, outcome, policy, hiredOn), at)))
                .orElse(null);
        decisions.reviewed(decided, policy.version(), instead, at);
    }

    private DecisionId put(Decision decision) {
        decisions.persistAndFlush(decision);
        outbox.append(decision.decided());
        return decision.id();
    }

    private Grounds grounds(Decision decided, Outcome outcome, InForce policy) {
        return Grounds.of(decided.need(), outcome, policy, hiredOn(decided));
    }

    private InForce inForce(Decision decided) {
        return policies.inForce(decided.programme())
                .orElseThrow(() -> new IllegalStateException("A decision without a policy: " + decided.id()));
    }

    private LocalDate hiredOn(Decision decided) {
        return queries.leader(decided.person())
                .orElseThrow(() -> new IllegalStateException("A decision about nobody HR posted: " + decided.id()))
                .hiredOn();
    }
}
