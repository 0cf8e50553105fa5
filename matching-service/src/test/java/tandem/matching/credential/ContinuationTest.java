package tandem.matching.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.matching.credential.Dossiers.TODAY;
import static tandem.matching.credential.Dossiers.coach;
import static tandem.matching.credential.Dossiers.performing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.matching.credential.Performance.Cohort;
import tandem.matching.credential.Standing.Note;

class ContinuationTest {

    @ParameterizedTest
    @CsvSource({"5, 4, 0.8, false", "5, 3, 0.8, true", "3, 2, 0.66, false", "3, 2, 0.67, true", "0, 0, 0.8, false"})
    void holdsTheCompletionAgainstTheShareOfThePolicy(int due, int completed, BigDecimal least, boolean held) {
        assertThat(gaps(cohort(due, completed, least, 0, 0)).contains(Gap.COMPLETION_BELOW_GATE))
                .isEqualTo(held);
    }

    @Test
    void saysThatTheShareIsMissingAndHoldsNobodyForIt() {
        var standing = standing(cohort(5, 0, null, 0, 0));

        assertThat(standing.gaps()).isEmpty();
        assertThat(standing.notes()).containsExactly(Note.COMPLETION_THRESHOLD_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"4, false", "3, true", "3 5, false", "3 4, true", "1 4 5, false", "5 3 3 4, true"})
    void holdsBelowAMedianOfFour(String ratings, boolean held) {
        var given = Arrays.stream(ratings.split(" ")).map(Integer::valueOf).toList();
        var performance = new Performance(List.of(), given, null, null);

        assertThat(Qualification.of(performing(coach(ProviderType.EXTERNAL), performance), TODAY)
                        .gaps()
                        .contains(Gap.RATING_BELOW_GATE))
                .isEqualTo(held);
    }

    @Test
    void wantsAnOutcomeInEveryCohortThatWasReviewed() {
        assertThat(gaps(cohort(2, 2, null, 2, 0))).containsExactly(Gap.BEHAVIOURAL_OUTCOME_MISSING);
        assertThat(gaps(cohort(2, 2, null, 2, 1))).isEmpty();
        assertThat(gaps(cohort(2, 2, null, 2, 1), cohort(1, 1, null, 1, 0)))
                .containsExactly(Gap.BEHAVIOURAL_OUTCOME_MISSING);
        assertThat(gaps(cohort(2, 2, null, 0, 0))).isEmpty();
    }

    @Test
    void holdsRatherThanLettingLapse() {
        var standing = standing(cohort(2, 2, null, 2, 0));

        assertThat(standing.isHold()).isTrue();
        assertThat(standing.isOpen()).isFalse();
    }

    private static Cohort cohort(int due, int completed, @Nullable BigDecimal least, int reviewed, int goalsMet) {
        var programme = new ProgrammeId(Dossiers.person(50).value());
        return new Cohort(programme, due, completed, least, reviewed, goalsMet, List.of());
    }

    private static Standing standing(Cohort... cohorts) {
        var performance = new Performance(List.of(cohorts), List.of(), null, null);
        return Qualification.of(performing(coach(ProviderType.EXTERNAL), performance), TODAY);
    }

    private static List<Gap> gaps(Cohort... cohorts) {
        return standing(cohorts).gaps();
    }
}
