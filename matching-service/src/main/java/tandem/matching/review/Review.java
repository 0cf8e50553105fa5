package tandem.matching.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.match.Approval;
import tandem.matching.match.MatchState;
import tandem.runtime.actor.Roles;

/**
 * One open proposal as it waits for a human (R47): what to look at, who may take the next step, and until when.
 *
 * @param kind of arranged kinds nobody sponsors, so that nobody is asked about it
 * @param offices of those who have approved it so far
 * @param runsOutAt when the seat goes to the next; null unless it is the offer of a free one
 */
record Review(
        Track track,
        EngagementKind kind,
        RiskClass risk,
        MatchState state,
        Set<String> offices,
        Instant proposedAt,
        @Nullable Instant runsOutAt) {

    /** A proposal waits at most so long; one that needs two people a little longer. The rulebook gives no figure. */
    static final Duration WAITS_AT_MOST = Duration.ofDays(3);

    static final Duration WAITS_AT_MOST_FOR_TWO = Duration.ofDays(5);

    /** What the human has to be sure of, because no signal says it. */
    enum Question {
        /** Can what has to be said in confidence be said to this provider? */
        CONFIDENTIALITY_NEEDS("R49"),
        /** Do the two, and their units, fit? */
        CULTURAL_FIT("R47"),
        /** Can this mentor open the doors this leader needs, and will they? */
        SPONSORSHIP_REACH("R47"),
        /** Whom does this pair expose, and to whom? */
        POLITICAL_EXPOSURE("R51");

        private final String rule;

        Question(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    Instant dueAt() {
        var due = proposedAt.plus(risk == RiskClass.HIGH ? WAITS_AT_MOST_FOR_TWO : WAITS_AT_MOST);
        return runsOutAt != null && runsOutAt.isBefore(due) ? runsOutAt : due;
    }

    boolean isOverdue(Instant now) {
        return dueAt().isBefore(now);
    }

    int approvalsNeeded() {
        return risk == RiskClass.HIGH ? 2 : 1;
    }

    /** R47, R49, R51: what the checklist asks before this pair is approved. */
    List<Question> checklist() {
        var questions = new ArrayList<Question>();
        if (track == Track.COACHING) {
            questions.add(Question.CONFIDENTIALITY_NEEDS);
        }
        questions.add(Question.CULTURAL_FIT);
        if (track == Track.MENTORING && !kind.isArranged()) {
            questions.add(Question.SPONSORSHIP_REACH);
        }
        if (risk == RiskClass.HIGH) {
            questions.add(Question.POLITICAL_EXPOSURE);
        }
        return questions;
    }

    /** R51: the offices that may take the next step; of the two approvers of a high-risk pair one is of a second office. */
    List<String> mayDecide() {
        if (state == MatchState.PROPOSED) {
            return List.of(Roles.PROGRAM_LEAD);
        }
        if (risk == RiskClass.HIGH
                && !offices.isEmpty()
                && Approval.SECOND_OFFICES.stream().noneMatch(offices::contains)) {
            return Approval.SECOND_OFFICES;
        }
        return List.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);
    }
}
