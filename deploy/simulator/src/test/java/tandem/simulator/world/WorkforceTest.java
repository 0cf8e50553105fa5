package tandem.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkforceTest {
    private static final LocalDate DAY = LocalDate.parse("2027-01-11");
    private final Workforce acme = workforce(7);

    @Test
    void carriesEveryRowOfTheDataSet() {
        assertThat(acme.employees()).hasSize(1470);
    }

    @Test
    void givesEverybodyAnAddressOfTheirOwn() {
        assertThat(acme.employees().stream().map(Employee::email).distinct()).hasSize(1470);
    }

    @Test
    void hasOneHeadOfTheCompany() {
        assertThat(acme.employees().stream().filter(employee -> employee.managerNumber() == null))
                .hasSize(1);
    }

    @Test
    void leadsFromEverybodyToTheHeadWithoutACircle() {
        var byNumber = acme.employees().stream().collect(Collectors.toMap(Employee::number, Function.identity()));

        assertThat(acme.employees()).allSatisfy(employee -> {
            var seen = new HashSet<String>();
            for (var above = employee; above.managerNumber() != null; ) {
                assertThat(seen.add(above.number())).isTrue();
                above = byNumber.get(above.managerNumber());
                assertThat(above).isNotNull();
            }
        });
    }

    @Test
    void neverPromotesBeforeHiring() {
        assertThat(acme.employees()).allSatisfy(employee -> {
            assertThat(employee.hiredOn()).isBefore(DAY);
            if (employee.lastPromotedOn() != null) {
                assertThat(employee.lastPromotedOn()).isAfterOrEqualTo(employee.hiredOn());
            }
        });
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(workforce(7)).isEqualTo(acme);
        assertThat(workforce(8)).isNotEqualTo(acme);
    }

    private static Workforce workforce(long seed) {
        return Workforce.on(DAY, HrRow.all(), "", "acme.example", new SplittableRandom(seed));
    }
}
