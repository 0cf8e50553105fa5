package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandOffItemTest {
    private static final List<String> NAMES =
            Arrays.stream(HandOffItem.values()).map(HandOffItem::name).toList();
    private static final long SEED = 67;

    @Test
    void carriesDetailsWithConsentToThatVeryItemAlone() {
        var offered = Map.of("TOPICS", "a", "GOALS_MET", "b", "OPEN_STEPS", "c");

        assertThat(HandOffItem.carried(offered, Set.of())).containsOnlyKeys(HandOffItem.TOPICS);
        assertThat(HandOffItem.carried(offered, Set.of("GOALS_MET")))
                .containsOnlyKeys(HandOffItem.TOPICS, HandOffItem.GOALS_MET);
    }

    @Test
    void carriesNothingThatIsNotOnTheListWhateverWasAllowed() {
        assertThat(HandOffItem.carried(Map.of("NOTES", "n", "topics", "t", "", "e"), Set.of("NOTES", "topics", "")))
                .isEmpty();
    }

    /** Any input: what comes out was offered, stands on the list, and where it is a detail was consented to. */
    @Test
    void neverCarriesMoreThanTheListAndTheConsentsLet() {
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            var offered = new HashMap<String, Integer>();
            names(random).forEach(name -> offered.put(name, random.nextInt()));
            var consented = new HashSet<>(names(random));

            var carried = HandOffItem.carried(offered, consented);

            assertThat(carried).allSatisfy((item, value) -> {
                assertThat(offered).containsEntry(item.name(), value);
                assertThat(item.isDetail()).isIn(false, consented.contains(item.name()));
            });
            assertThat(carried.keySet().stream().filter(item -> !item.isDetail()))
                    .hasSize((int) offered.keySet().stream()
                            .flatMap(name -> HandOffItem.of(name).stream())
                            .filter(item -> !item.isDetail())
                            .count());
        }
    }

    private static List<String> names(Random random) {
        var names = new ArrayList<String>();
        for (int i = random.nextInt(12); i > 0; i--) {
            names.add(
                    random.nextInt(3) > 0
                            ? NAMES.get(random.nextInt(NAMES.size()))
                            : Integer.toString(random.nextInt(), 36));
        }
        return names;
    }
}
