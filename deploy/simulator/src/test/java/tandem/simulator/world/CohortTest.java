package tandem.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.events.Trigger;

class CohortTest {
    private final Workforce workforce =
            Workforce.on(LocalDate.parse("2027-01-11"), HrRow.all(), "", "acme.example", new SplittableRandom(7));
    private final List<Leader> leaders = new Cohort(new SplittableRandom(8)).choose(workforce, 36);
    private final List<Provider> providers =
            new Pool(new SplittableRandom(9)).choose(workforce, leaders, new Pool.Size(7, 4, 14, 5), "coaches.example");

    @Test
    void choosesAsManyLeadersAsAsked() {
        assertThat(leaders).hasSize(36).doesNotHaveDuplicates();
    }

    @Test
    void choosesNobodyTheDataSetSaysWillLeave() {
        assertThat(leaders).noneMatch(leader -> leader.employee().row().leaves());
    }

    @Test
    void bringsEveryTriggerOfTheDecisionMatrix() {
        assertThat(leaders.stream().map(Leader::trigger).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Trigger.class));
    }

    @Test
    void keepsLeadersOutOfThePool() {
        var numbers = leaders.stream().map(Leader::number).collect(Collectors.toSet());

        assertThat(providers).hasSize(25).noneSatisfy(provider -> {
            var employee = provider.employee();
            assertThat(employee == null ? "" : employee.number()).isIn(numbers);
        });
    }

    @Test
    void takesMentorsFromInsideOnly() {
        assertThat(providers.stream().filter(provider -> provider.track() == Track.MENTORING))
                .allSatisfy(mentor -> assertThat(mentor.type()).isEqualTo(ProviderType.INTERNAL));
    }

    @Test
    void evidencesEveryCoachingCodeSomewhere() {
        assertThat(providers.stream().flatMap(provider -> provider.skills().stream()))
                .containsAll(Cohort.skills(true));
    }
}
