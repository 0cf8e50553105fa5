package tandem.intake.people;

import tandem.runtime.problem.ProblemType;

/** What the vault refuses. */
public interface PeopleProblems {

    ProblemType EMPLOYEE_UNKNOWN = new ProblemType("employee-unknown", 422, "HR has not posted this employee");
    ProblemType NUMBER_IN_USE = new ProblemType("employee-number-in-use", 409, "Someone else has this employee number");
    ProblemType ADDRESS_IN_USE = new ProblemType("address-in-use", 409, "Someone else has this e-mail address");
    ProblemType TIME_ZONE_UNKNOWN = new ProblemType("time-zone-unknown", 422, "There is no such time zone");
}
