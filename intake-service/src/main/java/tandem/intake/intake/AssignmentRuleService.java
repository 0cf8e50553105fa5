package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.events.ProgrammeId;
import tandem.intake.decision.AssignmentRule;
import tandem.intake.decision.RuleSet;
import tandem.intake.programme.Policies;
import tandem.intake.programme.PolicyService;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Writes down what the rules answer under the policy in force. */
@ApplicationScoped
public class AssignmentRuleService {

    private static final String HEADER =
            "trigger,tenure_days_from,tenure_days_below,goals,skill_gap,pathway,first,then,"
                    + "rules,rule_set_version,policy_version";

    private final Policies policies;
    private final PolicyService texts;

    AssignmentRuleService(Policies policies, PolicyService texts) {
        this.policies = policies;
        this.texts = texts;
    }

    @Transactional
    AssignmentRules rules(ProgrammeId programme) {
        var policy = policies.inForce(programme)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + programme));
        return new AssignmentRules(
                programme,
                RuleSet.CURRENT.version(),
                policy.version(),
                texts.hash(policy.policy()),
                RuleSet.CURRENT.assignmentRules(policy.policy().decisionTerms()));
    }

    /** The rules with the versions they were made from; {@code contentHash} is the policy's. */
    public record AssignmentRules(
            ProgrammeId programme,
            String ruleSetVersion,
            int policyVersion,
            String contentHash,
            List<AssignmentRule> rules) {

        /** One line a rule; codes and figures only, so nothing needs quoting. */
        String asCsv() {
            return Stream.concat(Stream.of(HEADER), rules.stream().map(this::line))
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
        }

        private String line(AssignmentRule rule) {
            return Stream.of(
                            rule.trigger(),
                            rule.tenureDaysFrom(),
                            rule.tenureDaysBelow() == 0 ? "" : rule.tenureDaysBelow(),
                            rule.goals(),
                            rule.skillGap(),
                            rule.pathway(),
                            rule.tracks().getFirst().track(),
                            rule.tracks().size() > 1 ? rule.tracks().get(1).track() : "",
                            String.join(" ", rule.rules()),
                            ruleSetVersion,
                            policyVersion)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }
    }
}
