package tandem.analytics.committee;

import tandem.runtime.actor.Roles;

/** The five seats of the committee (R127), each with the role of whoever sits on it. */
public enum Seat {
    HR_HEAD(Roles.HR_PARTNER),
    LEARNING_DIRECTOR(Roles.PROGRAM_LEAD),
    /** The senior sponsor from the business, who has the budget. */
    BUSINESS_SPONSOR(Roles.STEERING),
    TRANSFORMATION_LEAD(Roles.PROGRAM_LEAD),
    /** Runs the programme, and may veto what is to be executed. */
    OPERATIONS_OWNER(Roles.OPERATIONS_OWNER);

    private final String role;

    Seat(String role) {
        this.role = role;
    }

    public String role() {
        return role;
    }
}
