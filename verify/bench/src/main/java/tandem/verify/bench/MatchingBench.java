package tandem.verify.bench;

import java.util.List;
import tandem.local.Checkout;

/** The match engine alone, without service or database: a ranking for every leader, and one assignment for all. */
final class MatchingBench {

    private MatchingBench() {}

    static List<Result> run(Checkout checkout, Rounds rounds) throws Exception {
        return List.of(RankingBench.run(rounds), CohortBench.run(rounds));
    }
}
