package tandem.matching.kind;

import java.util.Arrays;
import java.util.stream.Collectors;
import tandem.events.EngagementKind;

/** What queries need to know of kinds, as parts of SQL. */
public final class KindSql {

    /** The kinds that people arrange: an engagement of any other kind is one of record, and a figure of its provider. */
    public static final String ARRANGED = Arrays.stream(EngagementKind.values())
            .filter(EngagementKind::isArranged)
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /**
     * Of matches: with a coach or mentor of record, whom a leader has one of in a track, found by the engine or coaching a group (R21). In
     * the words of the index that holds to it.
     */
    public static final String OF_RECORD = "kind in ('STANDARD', 'GROUP')";

    private KindSql() {}

    /** The seat a match or engagement takes: whoever coaches a group meets all of it at once, which takes one however many are in it. */
    public static String seat(String table) {
        return "coalesce(%1$s.coaching_group, %1$s.id)".formatted(table);
    }
}
