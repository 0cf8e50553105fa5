package tandem.analytics.committee;

import tandem.runtime.problem.ProblemType;

/** Why a committee is not seated, or does not decide. */
public interface CommitteeProblems {
    ProblemType FAULTY = new ProblemType("committee-faulty", 422, "This is no committee");
    ProblemType NOT_SEATED = new ProblemType("not-seated", 403, "Only a seat of the committee may do this");
    ProblemType MOTION_FAULTY = new ProblemType("motion-faulty", 422, "This cannot be decided at this gate");
    ProblemType MOTION_CLOSED = new ProblemType("motion-closed", 409, "The motion is closed");
    ProblemType DECIDED = new ProblemType("gate-decided", 409, "The gate has been decided");
    ProblemType NOT_CARRIED = new ProblemType("motion-not-carried", 409, "The motion does not carry");
    ProblemType SCALE_BLOCKED = new ProblemType("scale-blocked", 409, "A larger cohort is not possible yet");
}
