package tandem.events;

import java.util.List;

/**
 * In which respect a person may say to belong to a group, each with its closed list of codes. Nobody else fills this in, and whoever
 * prefers not to say has no entry: there is no code for it, so that silence cannot be counted.
 */
public enum GroupDimension {
    GENDER("WOMAN", "MAN", "NON_BINARY"),
    AGE_BAND("UNDER_30", "FROM_30_TO_39", "FROM_40_TO_49", "FROM_50_TO_59", "FROM_60"),
    /** The minimum categories of Statistical Policy Directive 15 (OMB 2024), and who belongs to several or to none of them. */
    ETHNIC_GROUP(
            "ASIAN",
            "BLACK",
            "HISPANIC_OR_LATINO",
            "INDIGENOUS",
            "MIDDLE_EASTERN_OR_NORTH_AFRICAN",
            "PACIFIC_ISLANDER",
            "WHITE",
            "SEVERAL",
            "OTHER"),
    DISABILITY("DISABLED", "NOT_DISABLED"),
    /** Whether the person looks after children or adults who need it. */
    CARE_DUTIES("CARE_DUTIES", "NO_CARE_DUTIES");

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> codes;

    GroupDimension(String... codes) {
        this.codes = List.of(codes);
    }

    /** The groups of this dimension. */
    public List<String> codes() {
        return codes;
    }
}
