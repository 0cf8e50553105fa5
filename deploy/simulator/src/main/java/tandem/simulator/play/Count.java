package tandem.simulator.play;

/** What the play counts while it goes; every one of them was done through a public interface and answered with success. */
public enum Count {
    EMPLOYEES,
    /** Statements about employees that said something new, by the way they came. */
    HR_CLOUD_EVENTS,
    HR_SCIM,
    HR_CSV,
    PARTICIPANTS,
    INTAKES,
    /** Leaders who said which group they belong to. */
    GROUPS_DECLARED,
    DECIDED_COACH,
    DECIDED_MENTOR,
    DECIDED_SEQUENCE,
    PROVIDERS,
    /** Registered, and never let into the pool. */
    CANDIDATES,
    /** Out of the pool at the end, because a calibration ran out. */
    LAPSED,
    PLANS,
    /** Plans outside the bounds of fairness, published with a reason. */
    PLANS_SIGNED,
    /** Plans that say how evenly groups are served. */
    PLANS_COMPARED,
    PROPOSALS,
    APPROVED,
    SECOND_APPROVALS,
    OVERRIDES,
    REJECTIONS,
    /** Proposals the leads found in their queue, none of them longer there than it may be. */
    QUEUED,
    /** Approved pairs that met once before they were final. */
    MET_FIRST,
    /** Of these, how many did not go on. */
    PARTED,
    /** Leaders who may be given another provider, as it stood before the first was. */
    REASSIGNABLE,
    REASSIGNMENTS,
    /** Pairs of peers that a lead chose. */
    PEERS,
    /** Leaders who are coached in a group. */
    COACHED_TOGETHER,
    /** Leaders for whom there was no seat. */
    WAITED,
    /** Seats that came free and were offered to them, and approved. */
    OFFERED,
    /** Offers nobody answered in time. */
    OFFERS_EXPIRED,
    OFFERS_DECLINED,
    ENGAGEMENTS,
    /** Agreements both signed anew for longer. */
    RENEWALS,
    /** Engagements one side ended with notice. */
    TERMINATIONS,
    CLOSING_REVIEWS,
    /** What both sides answered when their programme asked. */
    CHECK_INS_ANSWERED,
    /** Entries of case logs. */
    CASES_LOGGED,
    /** Ended by the lead because the goals were reached. */
    ENDED_EARLY,
    SERIES,
    SESSIONS_PLANNED,
    /** Meetings that took place, as the play goes. */
    MET,
    SESSIONS_HELD,
    SESSIONS_MISSED,
    NO_SHOWS,
    CANCELLED_IN_TIME,
    CANCELLED_LATE,
    MOVED,
    ENTERED_BY_HAND,
    PLATFORM_REPORTS,
    SPONSOR_ACTIONS_COMMITTED,
    SPONSOR_ACTIONS_TAKEN,
    SPONSOR_ACTIONS_CONFIRMED,
    KPIS,
    MANAGER_CHANGES,
    LEAVES,
    RETURNS,
    PROMOTIONS,
    EXITS,
    WITHDRAWALS,
    ERASURES,
    COMPLETED
}
