package tandem.matching.kind;

/** What speaks against two people in the kind they were to be paired in. */
public enum ParticipantFault {
    /** Coaching and mentoring of two come out of a ranking, a coaching group is formed as a whole: neither is arranged pair by pair. */
    KIND_NOT_ARRANGED("R21"),
    /** It takes two. */
    SAME_PERSON("R35"),
    /** Nothing may be known about one of the two, so nothing can be compared. */
    LEVEL_UNKNOWN("R52"),
    /** One of the two stands above the other: managing is neither coaching nor mentoring. */
    REPORTING_LINE("R20"),
    /** One of the two serves, or served, the other in another role. */
    OTHER_ROLE("R35"),
    /** No service was decided for the person whom it is for; of peers, for one of the two. */
    NOT_ENROLLED("R21"),
    /** One of the two is away for a while. */
    AWAY("R60"),
    /** The person it is for has a pairing of this kind; of peers, one of the two. */
    PLACED_ALREADY("R21"),
    /** Peers are at a similar stage. */
    LEVELS_TOO_FAR_APART("R21"),
    /** Here the junior mentors. */
    MENTOR_NOT_JUNIOR("R21"),
    /** A reverse mentor teaches one of the three fields the rule names. */
    TOPIC_MISSING("R21"),
    /** Only a reverse mentor has a topic. */
    TOPIC_NOT_ASKED("R21"),
    /** The mentor is kept from serving for now. */
    MENTOR_HELD("R99"),
    /** The mentor has not taken the bias-awareness training. */
    BIAS_TRAINING_MISSING("R96"),
    /** The mentor has not gone through the checklist of conflicts of interest. */
    CONFLICT_CHECK_MISSING("R13"),
    /** Only somebody's own manager coaches as their manager. */
    NOT_THE_MANAGER("R20"),
    /** A manager who coaches has gone through structured training, or has a credential. */
    COACH_UNTRAINED("R9"),
    /** The coach of a group is a trained one, in the pool for coaching today. */
    COACH_NOT_IN_POOL("R21"),
    /** The group would have fewer members than the policy asks for. */
    GROUP_TOO_SMALL("R21"),
    /** The group would have more members than the policy allows. */
    GROUP_TOO_LARGE("R21"),
    /** What MATCHING allows to know about somebody is nothing: they did not agree to be matched. */
    NOT_CONSENTED("R52"),
    /** No coaching was decided for the person. */
    COACHING_NOT_DECIDED("R1"),
    /** What the person has to say is not for the ears of others: it takes a coach of one's own. */
    CONFIDENTIALITY_NEED("R16"),
    /** Two members stand above each other: nobody speaks freely before the own manager. */
    MEMBERS_IN_ONE_LINE("R20"),
    /** A human turned this coach down for this leader, or replaced the coach for fit. */
    TURNED_DOWN("R53");

    private final String rule;

    ParticipantFault(String rule) {
        this.rule = rule;
    }

    /** The rule of the rulebook. */
    public String rule() {
        return rule;
    }
}
