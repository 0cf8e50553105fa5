package tandem.matching.scoring;

/** What rules a pair out, whatever its score. What a provider knows about an industry is not among them (R18). */
@SuppressWarnings("EnumOrdinal") // positions in arrays made for one ranking; none is ever stored
public enum HardRule {
    /** Nobody coaches or mentors himself. */
    SAME_PERSON("R35"),
    /** The provider does not serve this track (R1). */
    TRACK_NOT_OFFERED("R1"),
    /** The provider has never been qualified: something is still to be proven (R9, R13, R87–R98). */
    PROVIDER_NOT_QUALIFIED("R97"),
    /** The provider was qualified, and a calibration, certification or credential has run out (R88, R104, R105). */
    CREDENTIAL_LAPSED("R104"),
    /** The provider is on hold. */
    PROVIDER_HELD("R99"),
    /** Every seat of the provider is taken (R60, R62). */
    NO_FREE_SEAT("R60"),
    /** The provider is away for a while: no capacity till then (R60). */
    PROVIDER_ON_LEAVE("R60"),
    /** The provider is the leader's line manager: managing is not coaching (R20). */
    LINE_MANAGER("R20"),
    /** The leader is the provider's line manager (R20). */
    REPORTS_TO_LEADER("R20"),
    /** The provider serves, or served, this leader in the other track, or the two were paired otherwise (R35). */
    SECOND_ROLE("R35"),
    /** A human turned this pair down, or replaced it for fit: the engine does not argue (R53, R58). */
    TURNED_DOWN("R53"),
    /** This pairing needs sponsorship, which an external provider cannot give (R17). */
    EXTERNAL_CANNOT_SPONSOR("R17"),
    /** The leader ruled this kind of provider out (R45). */
    VETOED_BY_LEADER("R45"),
    /** There is no hour in the week both could meet (R44). */
    NO_SHARED_HOURS("R44"),
    /** Nothing is known that the weights count: such a pair would be matched blindly (R46). */
    NOTHING_TO_COMPARE("R46");

    private final String rule;

    HardRule(String rule) {
        this.rule = rule;
    }

    /** The rule of the rulebook. */
    public String rule() {
        return rule;
    }

    int bit() {
        return 1 << ordinal();
    }
}
