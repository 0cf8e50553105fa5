package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.Party;
import tandem.session.rule.Routing.Office;
import tandem.session.rule.Routing.Raiser;

class RoutingTest {

    @ParameterizedTest
    @CsvSource({
        "OPERATIONAL, OPERATIONS, 2030-01-15",
        "ETHICAL, HR, 2030-01-12",
        "PERFORMANCE, HR, 2030-01-15",
        "STRATEGIC, STEERING, 2030-01-24"
    })
    void sendsEachTypeToItsOfficeWithADueDay(Routing.Type type, Office office, String dueOn) {
        assertThat(type.office()).isEqualTo(office);
        assertThat(type.dueOn(Instant.parse("2030-01-10T23:00:00Z"))).isEqualTo(dueOn);
        assertThat(Routing.typesOf(office)).contains(type);
    }

    @Test
    void hasReasonsForEveryType() {
        assertThat(Arrays.stream(Routing.Reason.values())
                        .map(Routing.Reason::type)
                        .distinct())
                .containsExactlyInAnyOrder(Routing.Type.values());
    }

    @ParameterizedTest
    @EnumSource(names = "OPERATIONAL", mode = EnumSource.Mode.EXCLUDE)
    void showsTheOtherSideNothingBesideWhatKeepsBothFromMeeting(Routing.Type type) {
        assertThat(Routing.shows(Party.LEADER, type, Raiser.LEADER)).isTrue();
        assertThat(Routing.shows(Party.PROVIDER, type, Raiser.LEADER)).isFalse();
        assertThat(Routing.shows(Party.LEADER, type, Raiser.OFFICE)).isFalse();
        assertThat(Routing.shows(Party.PROVIDER, Routing.Type.OPERATIONAL, Raiser.KEEPER))
                .isTrue();
    }
}
