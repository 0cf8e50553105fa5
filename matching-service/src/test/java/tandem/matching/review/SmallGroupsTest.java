package tandem.matching.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {

    @Test
    void showsGroupsOfKAndTheOthersTogether() {
        var groups = SmallGroups.of(Map.of("A", 9, "B", 5, "C", 3, "D", 2), 5);

        assertThat(groups.shown()).containsExactly(Map.entry("A", 9), Map.entry("B", 5));
        assertThat(groups.rest()).isEqualTo(5);
    }

    @Test
    void hidesOneMoreWhereTheSumWouldTellWhatIsHidden() {
        var groups = SmallGroups.of(Map.of("A", 9, "B", 5, "C", 2), 5);

        assertThat(groups.shown()).containsExactly(Map.entry("A", 9));
        assertThat(groups.rest()).isEqualTo(7);
    }

    @Test
    void tellsNothingWhenAllAreFewerThanK() {
        var groups = SmallGroups.of(Map.of("A", 2, "B", 2), 5);

        assertThat(groups.shown()).isEmpty();
        assertThat(groups.rest()).isNull();
    }

    @Test
    void hidesNothingWhereNothingIsSmall() {
        assertThat(SmallGroups.of(Map.of("A", 5), 5).rest()).isZero();
    }
}
