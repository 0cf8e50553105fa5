package tandem.session.rule;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar last said about a meeting as a whole, or about one occurrence of it. Of two, the one with the higher SEQUENCE
 * counts, then the later stamp (RFC 5546, 2.1.5); of two equals that differ, always the same one, so that order of arrival
 * never decides.
 *
 * @param occurrence original start of the occurrence; null for the whole
 * @param complete whether the whole lists all its occurrences; calendars do, integrations tell them one by one
 * @param slots occurrences inside the term
 * @param excluded original starts taken out by name
 */
public record Revision(
        @Nullable Instant occurrence,
        long sequence,
        Instant stamp,
        boolean cancelled,
        boolean complete,
        List<Slot> slots,
        Set<Instant> excluded) {

    private static final Comparator<Revision> NEWEST_LAST = Comparator.comparingLong(Revision::sequence)
            .thenComparing(Revision::stamp)
            .thenComparing(Revision::cancelled)
            .thenComparing(revision -> revision.slots.toString())
            .thenComparing(revision -> revision.excluded.toString());

    public Revision {
        slots = slots.stream().sorted(Comparator.comparing(Slot::original)).toList();
        excluded = Collections.unmodifiableSortedSet(new TreeSet<>(excluded));
    }

    boolean isNewerThan(Revision other) {
        return NEWEST_LAST.compare(this, other) > 0;
    }
}
