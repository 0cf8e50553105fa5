package tandem.intake.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.decision.DecisionTerms;
import tandem.intake.decision.Outcome;
import tandem.intake.decision.Reason;
import tandem.intake.decision.RuleSet;
import tandem.intake.intake.Crosstab.Cell;
import tandem.intake.intake.Decision.Occasion;
import tandem.intake.intake.DecisionQueries.Because;
import tandem.intake.intake.SimulationQueries.Past;
import tandem.intake.programme.Policies;
import tandem.intake.programme.Policies.InForce;
import tandem.intake.programme.Policy;
import tandem.intake.programme.PolicyService;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.OnlyFor;

/**
 * Replays the decisions of a programme under another policy. Each is asked again with the need it saw and the rule set it was made
 * under, so what differs is the policy's doing, and the same question always has the same answer.
 */
@ApplicationScoped
public class SimulationService {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SimulationQueries queries;
    private final Policies policies;
    private final PolicyService drafts;

    SimulationService(SimulationQueries queries, Policies policies, PolicyService drafts) {
        this.queries = queries;
        this.policies = policies;
        this.drafts = drafts;
    }

    @Transactional
    Simulation simulate(Question question, Actor by) {
        queries.writeNothing();
        var seesPersons = Exposures.shows(Simulation.class, "differences", by.roles());
        var inForce = policies.inForce(question.programme())
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + question.programme()));
        var policy = policy(question, seesPersons);
        var replay = new Replay(policy.decisionTerms(), question.after(), question.limit());
        queries.eachInForce(question.programme(), replay::ask);
        var shown = seesPersons ? 0 : inForce.policy().privacy().suppressionK();
        return replay.answer(question, drafts.hash(policy), shown);
    }

    /** A draft could be moved by a day at a time until one person changes sides, so it is for those who may see persons anyway. */
    private Policy policy(Question question, boolean seesPersons) {
        var version = question.policyVersion();
        var draft = question.policy();
        if ((version == null) == (draft == null)) {
            throw new Refused(IntakeProblems.SIMULATION_REFUSED, "Name either a published version or bring a policy");
        }
        if (version != null) {
            return policies.version(question.programme(), version)
                    .map(InForce::policy)
                    .orElseThrow(() -> new Refused(
                            CommonProblems.NOT_FOUND, "There is no policy " + version + " of " + question.programme()));
        }
        if (!seesPersons) {
            throw new Refused(IntakeProblems.SIMULATION_REFUSED, "Drafts are for those who may see the persons");
        }
        return drafts.checked(Objects.requireNonNull(draft));
    }

    /** One pass over the decisions: counts of all, and one page of those that differ. */
    private static final class Replay {

        private final DecisionTerms terms;
        private final UUID after;
        private final int limit;
        private final Crosstab counts = new Crosstab();
        private final List<Difference> page = new ArrayList<>();

        Replay(DecisionTerms terms, Optional<Cursor> after, int limit) {
            this.terms = terms;
            this.after = after.map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL);
            this.limit = limit;
        }

        void ask(Past past) {
            if (past.occasion() == Occasion.EXCEPTION) {
                counts.count(past.pathway(), past.pathway()); // a human decided this, no policy would have
                return;
            }
            var outcome = rules(past).decide(past.need(), terms);
            counts.count(past.pathway(), outcome.pathway());
            if (outcome.pathway() != past.pathway()
                    && page.size() <= limit
                    && past.decision().value().toString().compareTo(after.toString()) > 0) {
                page.add(difference(past, outcome));
            }
        }

        private static RuleSet rules(Past past) {
            return RuleSet.published(past.ruleSetVersion())
                    .orElseThrow(() -> new IllegalStateException("No rule set " + past.ruleSetVersion()));
        }

        private static Difference difference(Past past, Outcome outcome) {
            var words = DecisionWords.of(past.ruleSetVersion());
            return new Difference(
                    past.decision(),
                    past.intake(),
                    past.person(),
                    past.policyVersion(),
                    new Answer(past.pathway(), said(past.reasons(), words)),
                    new Answer(outcome.pathway(), said(outcome.reasons(), words)));
        }

        private static List<Because> said(List<Reason> reasons, DecisionWords words) {
            return reasons.stream()
                    .map(reason -> new Because(reason.rule(), words.of(reason)))
                    .toList();
        }

        Simulation answer(Question question, String contentHash, int k) {
            var differences = k > 0 ? null : Page.of(page, limit, row -> Cursor.of(row.decision()));
            return new Simulation(
                    question.programme(),
                    question.policyVersion(),
                    contentHash,
                    k > 0 && counts.total() < k ? null : counts.total(),
                    k > 0 && counts.tellsTooMuch(k) ? null : counts.changed(),
                    k > 0 ? counts.cellsHiding(k) : counts.cells(),
                    k,
                    differences);
        }
    }

    /** What to replay. */
    record Question(
            ProgrammeId programme,
            @Nullable Integer policyVersion,
            @Nullable JsonNode policy,
            Optional<Cursor> after,
            int limit) {}

    /**
     * What would have been different.
     *
     * @param replayed decisions in force that were asked again; null where they are too few to be counted
     * @param changed null where the group, or the rest, is too small
     * @param hiddenBelow groups smaller than this are not shown; 0 for those who may see persons
     * @param differences one page of those that would change; null for those who may see nobody
     */
    public record Simulation(
            ProgrammeId programme,
            @Nullable Integer policyVersion,
            String contentHash,
            @Nullable Integer replayed,
            @Nullable Integer changed,
            List<Cell> counts,
            int hiddenBelow,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER}) @Nullable
            Page<Difference> differences) {}

    /** One decision that would have been another; {@code policyVersion} is the one it was made under. */
    public record Difference(
            DecisionId decision, IntakeId intake, PersonId person, int policyVersion, Answer before, Answer after) {}

    /** A pathway and why. */
    public record Answer(Pathway pathway, List<Because> reasons) {}
}
