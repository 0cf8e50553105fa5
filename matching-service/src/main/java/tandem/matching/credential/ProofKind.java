package tandem.matching.credential;

import java.util.Set;

/** What can be proven about a provider, the rule that asks for it, and what an entry has to carry. */
public enum ProofKind {
    /** A credential of a professional body, by body and level: ICF ACC, PCC or MCC, or its like of EMCC or AC. */
    CREDENTIAL("R88", Entry.VERIFIED, Part.CODE),
    /** A structured training of coaches, which stands in for a credential inside the company. */
    COACH_TRAINING("R9", Entry.PLAIN),
    /** Documented outcomes of a similar engagement, by code and reference number. */
    ENGAGEMENT_OUTCOME("R89", Entry.PLAIN, Part.CODE, Part.REFERENCE),
    /** A live demo, which a panel scores. */
    DEMO("R90", Entry.PLAIN, Part.MINUTES),
    /** Somebody who knows what changed through this provider; counts once that was asked and verified. */
    REFERENCE("R91", Entry.VERIFIED, Part.PERSON),
    /** Mentees, reports or the mentor were promoted, or succeeded otherwise; a promotion of the mentor's own HR tells (R56). */
    PROMOTION_HISTORY("R93", Entry.PLAIN),
    /** What came of earlier mentees. */
    MENTEE_OUTCOME("R95", Entry.PLAIN, Part.CODE),
    BIAS_TRAINING("R96", Entry.PLAIN),
    /** The mentor's manager agrees. */
    MANAGER_ENDORSEMENT("R96", Entry.PLAIN, Part.PERSON),
    /** The checklist of conflicts of interest was gone through. */
    CONFLICT_CHECK("R13", Entry.PLAIN),
    /** The mentor knows whom to turn to, and for what. */
    ESCALATION_ROUTES("R13", Entry.PLAIN),
    /** The mentor's own signature: conflicts of interest are told. */
    CONFLICT_CLAUSE("R87", Entry.SIGNED),
    /** The mentor's own signature: sponsor actions are committed to. */
    SPONSORSHIP_CLAUSE("R87", Entry.SIGNED),
    /** The recorded demo was reviewed with the provider. */
    DEMO_REVIEW("R97", Entry.PLAIN),
    /** A session held together with the programme lead who enters it. */
    CO_COACHING("R97", Entry.PLAIN),
    /** A calibration session or review after that. */
    CALIBRATION("R104", Entry.PLAIN),
    /** Certified for another year, on performance. */
    RECERTIFICATION("R105", Entry.PLAIN),
    /** Week 1: the written scenario quiz was passed. */
    SCENARIO_QUIZ("R100", Entry.PLAIN),
    /** Week 1: the working agreement was signed. */
    WORKING_AGREEMENT("R100", Entry.PLAIN),
    /** Week 2: a recorded feedback session, reviewed by the peer named. */
    FEEDBACK_SESSION("R101", Entry.PLAIN, Part.PERSON, Part.MINUTES),
    /** Week 3: the scored simulation was passed. */
    BIAS_SIMULATION("R102", Entry.PLAIN),
    /** Week 3: an escalation flow for a hypothetical case, by its number. */
    ESCALATION_FLOW("R102", Entry.PLAIN, Part.REFERENCE),
    /** Week 4: an introduction was drafted; three are asked for, each by its number. */
    INTRODUCTION_DRAFTED("R103", Entry.PLAIN, Part.REFERENCE),
    /** The half-day: one of the four skills the programme lists. */
    SKILL_TRAINED("R107", Entry.PLAIN, Part.CODE),
    /** The contract with the vendor carries the gates of selection and training. */
    VENDOR_CLAUSES("R106", Entry.PLAIN, Part.REFERENCE);

    private final String rule;
    private final Entry entry;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<Part> parts;

    ProofKind(String rule, Entry entry, Part... parts) {
        this.rule = rule;
        this.entry = entry;
        this.parts = Set.of(parts);
    }

    /** How a proof comes to count. */
    private enum Entry {
        /** As soon as a human enters it. */
        PLAIN,
        /** Once somebody else than who entered it has verified it. */
        VERIFIED,
        /** By the provider's own signature, and nobody else's entry. */
        SIGNED
    }

    /** What an entry may have to carry beside its day. */
    public enum Part {
        CODE,
        REFERENCE,
        PERSON,
        MINUTES
    }

    /** The rule of the rulebook. */
    public String rule() {
        return rule;
    }

    public boolean needs(Part part) {
        return parts.contains(part);
    }

    public boolean isVerified() {
        return entry == Entry.VERIFIED;
    }

    public boolean isSigned() {
        return entry == Entry.SIGNED;
    }
}
