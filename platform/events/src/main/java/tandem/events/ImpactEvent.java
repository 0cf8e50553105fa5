package tandem.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What analytics-service tells: gates, holds, stop and resume. */
public sealed interface ImpactEvent extends TandemEvent {

    /** A weekly gate was evaluated against the store, with the figures it saw. */
    @Uses(Purpose.PROGRAMME)
    record GateEvaluated(ProgrammeId programme, String gate, GateStatus status, List<Evidence> evidence)
            implements ImpactEvent, About.Programme {}

    /** One figure a gate looked at; {@code n} is what it was counted over. */
    record Evidence(
            String metric,
            @Nullable BigDecimal value,
            @Nullable BigDecimal threshold,
            int n) {}

    /** Humans decided a gate; {@code decision} is a code of the pilot's plan. */
    @Uses(Purpose.PROGRAMME)
    record GateDecided(
            ProgrammeId programme, String gate, String decision, int votesFor, int votesAgainst, boolean vetoed)
            implements ImpactEvent, About.Programme {}

    @Uses(Purpose.PROGRAMME)
    record ProviderBelowGate(PersonId provider, String metric, BigDecimal value, BigDecimal threshold)
            implements ImpactEvent, About.Provider {}

    @Uses(Purpose.PROGRAMME)
    record OnboardingStopped(ProgrammeId programme, String reason) implements ImpactEvent, About.Programme {}

    @Uses(Purpose.PROGRAMME)
    record OnboardingResumed(ProgrammeId programme) implements ImpactEvent, About.Programme {}

    @Uses(Purpose.PROGRAMME)
    record RemovalReported(PersonId person, RemovalId removal, RemovalScope scope, Map<String, Integer> counts)
            implements ImpactEvent, About.Person {}
}
