package tandem.matching.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.matching.assignment.Certificate;
import tandem.matching.assignment.Graph;
import tandem.matching.assignment.Objective;
import tandem.matching.assignment.Optimum;
import tandem.matching.assignment.Shortage;
import tandem.matching.scoring.Choices;

class CohortSolverTest {

    private static final int COHORTS = 400;

    @Test
    void findsWhatTryingEverythingFinds() {
        var random = new Random(1);
        for (int i = 0; i < COHORTS; i++) {
            var graph = Cohorts.any(random, 1 + random.nextInt(6), 1 + random.nextInt(4))
                    .graph();

            assertThat(chosen(CohortSolver.solve(graph)))
                    .as("cohort %d", i)
                    .isEqualTo(Cohorts.byTryingEverything(graph));
        }
    }

    @Test
    void takesTheSameAssignmentWhateverOrderProvidersAreCountedIn() {
        var random = new Random(2);
        for (int i = 0; i < COHORTS; i++) {
            var cohort = Cohorts.any(random, 30, 12);
            var order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
            Collections.shuffle(order, random);
            var renumbered = cohort.renumbered(order.stream().mapToInt(p -> p).toArray());

            assertThat(chosen(CohortSolver.solve(renumbered.graph())))
                    .isEqualTo(chosen(CohortSolver.solve(cohort.graph())));
        }
    }

    @Test
    void looksDownARankingAsFarAsItMatters() {
        var random = new Random(3);
        var cohort = Cohorts.any(random, 300, 200);

        var few = CohortSolver.solve(
                cohort.objective(),
                cohort.seats(),
                300,
                (l, top) -> cohort.first(l, top == CohortSolver.FIRST_CHOICES ? 2 : top));

        assertThat(chosen(few)).isEqualTo(chosen(CohortSolver.solve(cohort.graph())));
    }

    @Test
    void pricesASeatAtExactlyWhatOneMoreSaves() {
        var random = new Random(4);
        for (int i = 0; i < 100; i++) {
            var cohort = Cohorts.any(random, 12, 5);
            var optimum = CohortSolver.solve(cohort.graph());
            for (int p = 0; p < 5; p++) {
                var more = CohortSolver.solve(cohort.withOneMoreSeat(p).graph());

                assertThat(optimum.price(p)).isEqualTo(cost(optimum) - cost(more));
            }
        }
    }

    @Test
    void provesEveryAssignmentWithACertificate() {
        var random = new Random(5);
        for (int i = 0; i < COHORTS; i++) {
            var certificate =
                    certificate(CohortSolver.solve(Cohorts.any(random, 40, 15).graph()));

            assertThat(certificate.faults()).isEmpty();
            assertThat(certificate.cost()).isEqualTo(certificate.bound());
        }
    }

    @Test
    void findsNoPricesForAnAssignmentThatCanBeBettered() {
        var random = new Random(6);
        int refused = 0;
        for (int i = 0; i < COHORTS; i++) {
            var graph = Cohorts.any(random, 6, 4).graph();
            var chosen = chosen(CohortSolver.solve(graph));
            int leader = random.nextInt(6);
            int waiting = graph.choices(leader).providers().length;
            if (chosen[leader] != waiting) {
                chosen[leader] = waiting;
                assertThatThrownBy(() -> Optimum.of(graph, chosen)).isInstanceOf(IllegalArgumentException.class);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void servesMoreWhereThatIsAskedFor() {
        // leader 1 can only have the provider whom leader 0 likes much better than anybody else
        var seats = new int[] {1, 1};
        var choices = List.of(
                new Choices(new int[] {0, 1}, new int[] {0, 10_000}, Choices.NOBODY, 0),
                new Choices(new int[] {0}, new int[] {9_999}, Choices.NOBODY, 0));

        var most = CohortSolver.solve(Graph.of(Objective.MOST_SERVED, seats, choices));
        var best = CohortSolver.solve(Graph.of(Objective.BEST_TOTAL, seats, choices));

        assertThat(IntStream.of(0, 1).map(most::provider)).containsExactly(1, 0);
        assertThat(IntStream.of(0, 1).map(best::provider)).containsExactly(0, -1);
        assertThat(shortages(most)).isEmpty();
        assertThat(shortages(best)).as("who waits for the total lacks no seat").isEmpty();
    }

    @Test
    void namesTheLeadersWhoCompeteForTooFewSeats() {
        // 0, 1 and 2 want providers 0 and 1 of one seat each; 3 has provider 2 to himself
        var two = new Choices(new int[] {0, 1}, new int[] {100, 200}, Choices.NOBODY, 0);
        var own = new Choices(new int[] {2}, new int[] {0}, Choices.NOBODY, 0);
        var graph = Graph.of(Objective.MOST_SERVED, new int[] {1, 1, 1}, List.of(two, two, two, own));

        var shortages = shortages(CohortSolver.solve(graph));

        assertThat(shortages).containsExactly(new Shortage(List.of(0, 1, 2), List.of(0, 1), 2));
        assertThat(shortages.getFirst().lacking()).isEqualTo(1);
    }

    @Test
    void findsAShortageBehindEveryoneWhoWaitsWhenMostAreServed() {
        var random = new Random(7);
        for (int i = 0; i < COHORTS; i++) {
            var any = Cohorts.any(random, 20, 6);
            var cohort = new Cohorts.Cohort(Objective.MOST_SERVED, any.seats(), any.choices());
            var optimum = CohortSolver.solve(cohort.graph());

            for (var shortage : shortages(optimum)) {
                assertThat(shortage.lacking())
                        .isEqualTo(shortage.leaders().stream()
                                .filter(l -> optimum.provider(l) < 0)
                                .count());
                for (int l : shortage.leaders()) {
                    for (int p : optimum.graph().choices(l).providers()) {
                        assertThat(shortage.providers()).contains(p);
                    }
                }
                int served = served(optimum);
                for (int p : shortage.providers()) {
                    assertThat(served(
                                    CohortSolver.solve(cohort.withOneMoreSeat(p).graph())))
                            .isEqualTo(served + 1);
                }
            }
            var explained = shortages(optimum).stream()
                    .flatMap(shortage -> shortage.leaders().stream())
                    .toList();
            for (int l = 0; l < 20; l++) {
                if (optimum.provider(l) < 0 && cohort.choices().get(l).providers().length > 0) {
                    assertThat(explained).contains(l);
                }
            }
        }
    }

    private static int served(Optimum optimum) {
        return (int) IntStream.range(0, optimum.graph().leaders())
                .filter(l -> optimum.provider(l) >= 0)
                .count();
    }

    private static List<Shortage> shortages(Optimum optimum) {
        return Shortage.of(optimum, l -> optimum.graph().choices(l).providers());
    }

    private static Certificate certificate(Optimum optimum) {
        return Certificate.of(optimum, Cohorts::person, Cohorts::person);
    }

    private static long cost(Optimum optimum) {
        return Cohorts.cost(optimum.graph(), chosen(optimum));
    }

    private static int[] chosen(Optimum optimum) {
        return IntStream.range(0, optimum.graph().leaders())
                .map(l -> optimum.choice(l) < 0 ? optimum.graph().choices(l).providers().length : optimum.choice(l))
                .toArray();
    }
}
