package tandem.analytics.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** When a vote of the committee decides something (R127). */
public final class Ballot {

    private Ballot() {}

    /** What a seat says. */
    public enum Vote {
        FOR,
        AGAINST,
        /** Counts for the quorum and for neither side. */
        ABSTAIN
    }

    /** Why a motion does not carry. */
    public enum Obstacle {
        /** Fewer seats have voted than the committee agreed on. */
        QUORUM_MISSING,
        /** Not more are for it than against it. */
        NO_MAJORITY
    }

    public static List<Obstacle> obstacles(Collection<Vote> votes, int quorum) {
        var obstacles = new ArrayList<Obstacle>();
        if (votes.size() < quorum) {
            obstacles.add(Obstacle.QUORUM_MISSING);
        }
        if (count(votes, Vote.FOR) <= count(votes, Vote.AGAINST)) {
            obstacles.add(Obstacle.NO_MAJORITY);
        }
        return List.copyOf(obstacles);
    }

    public static int count(Collection<Vote> votes, Vote vote) {
        return (int) votes.stream().filter(vote::equals).count();
    }
}
