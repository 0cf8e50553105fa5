package tandem.matching.match;

import tandem.runtime.problem.ProblemType;

/** Why a step of a match is refused. */
public interface MatchProblems {

    ProblemType WRONG_STATE = new ProblemType("match-state", 409, "The match is not in a state for this");
    ProblemType STALE = new ProblemType("ranking-stale", 409, "The ranking is older than what it was made from");
    ProblemType NOT_INDEPENDENT =
            new ProblemType("approver-not-independent", 409, "The approver has a part in this match");
    ProblemType APPROVED_ALREADY = new ProblemType("approved-already", 409, "This person approved already");
    ProblemType SECOND_OFFICE_MISSING = new ProblemType(
            "second-office-missing", 409, "One of the two approvers must be operations owner or HR partner");
    ProblemType NO_FREE_SEAT = new ProblemType("no-free-seat", 409, "The provider has no free seat");
    ProblemType LEADER_HAS_PROVIDER =
            new ProblemType("leader-has-provider", 409, "The leader has a provider for this track");
    ProblemType PROVIDER_ON_HOLD = new ProblemType("provider-on-hold", 409, "The provider is on hold");
    ProblemType WEIGHTS_UNKNOWN =
            new ProblemType("weight-profile-unknown", 409, "The policy names weights that do not exist");
    ProblemType NOT_ELIGIBLE = new ProblemType("provider-not-eligible", 409, "A hard rule speaks against this pair");
    ProblemType PARTICIPANTS_REFUSED =
            new ProblemType("participants-refused", 409, "The rules of the kind speak against these people");
    ProblemType ARRANGED = new ProblemType("match-arranged", 409, "People paired these two themselves");
}
