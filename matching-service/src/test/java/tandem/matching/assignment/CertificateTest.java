package tandem.matching.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.matching.assignment.Certificate.Choice;
import tandem.matching.assignment.Certificate.Seats;

/**
 * A cohort small enough to check by hand. Ada (cost 100 or 300) and Grace (200 or 900) both want Linus, who has one seat; Dennis has
 * two. Ada to Dennis and Grace to Linus costs 500, the other way round 1,000. One seat more with Linus would save 200.
 */
class CertificateTest {

    private static final PersonId ADA = person(1);
    private static final PersonId GRACE = person(2);
    private static final PersonId LINUS = person(3);
    private static final PersonId DENNIS = person(4);

    private static final Certificate PROOF = new Certificate(
            Objective.MOST_SERVED,
            60_000,
            500,
            500,
            List.of(new Seats(LINUS, 1, 200), new Seats(DENNIS, 2, 0)),
            List.of(
                    new Choice(ADA, 1, 300, List.of(0, 1), List.of(100, 300), null),
                    new Choice(GRACE, 0, 400, List.of(0), List.of(200), 900)));

    @Test
    void holdsWhenCostAndBoundMeet() {
        assertThat(PROOF.faults()).isEmpty();
    }

    @Test
    void findsASeatGivenTwice() {
        assertThat(leader(0, ada -> new Choice(ADA, 0, ada.worth(), ada.choices(), ada.costs(), ada.next()))
                        .faults())
                .anyMatch(fault -> fault.contains("more leaders than seats"));
    }

    @Test
    void findsAProviderWhoWasNoChoice() {
        assertThat(leader(1, grace -> new Choice(GRACE, 1, 400, grace.choices(), grace.costs(), grace.next()))
                        .faults())
                .anyMatch(fault -> fault.contains("no choice"));
    }

    @Test
    void findsAWorthThatAChoiceUndercuts() {
        assertThat(leader(0, ada -> new Choice(ADA, 1, 301, ada.choices(), ada.costs(), ada.next()))
                        .faults())
                .anyMatch(fault -> fault.contains("served for less"));
        assertThat(leader(1, grace -> new Choice(GRACE, 0, 400, grace.choices(), grace.costs(), 399))
                        .faults())
                .as("a choice left out")
                .anyMatch(fault -> fault.contains("served for less"));
    }

    @Test
    void findsAGap() {
        var waits = leader(0, ada -> new Choice(ADA, null, 300, ada.choices(), ada.costs(), null));

        assertThat(new Certificate(waits.objective(), 60_000, 60_200, 500, waits.providers(), waits.leaders()).faults())
                .containsExactly("a gap of 59700 is left between cost and bound");
    }

    @Test
    void findsAPriceBelowNothing() {
        assertThat(new Certificate(
                                Objective.MOST_SERVED,
                                60_000,
                                500,
                                500,
                                List.of(new Seats(LINUS, 1, 200), new Seats(DENNIS, 2, -1)),
                                PROOF.leaders())
                        .faults())
                .anyMatch(fault -> fault.contains("below 0"));
    }

    @Test
    void findsSumsThatAreNotThoseOfTheParts() {
        assertThat(new Certificate(Objective.MOST_SERVED, 60_000, 499, 499, PROOF.providers(), PROOF.leaders())
                        .faults())
                .containsExactly("the sums are not those of the parts");
    }

    private static Certificate leader(int position, UnaryOperator<Choice> change) {
        var leaders = new ArrayList<>(PROOF.leaders());
        leaders.set(position, change.apply(leaders.get(position)));
        return new Certificate(
                PROOF.objective(), PROOF.waiting(), PROOF.cost(), PROOF.bound(), PROOF.providers(), leaders);
    }

    private static PersonId person(long n) {
        return new PersonId(new UUID(0, n));
    }
}
