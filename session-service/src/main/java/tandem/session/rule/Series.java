package tandem.session.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a calendar said about one meeting, one revision for the whole and one for each occurrence spoken of on its own.
 * Merging keeps the newest of each and nothing else, so any order of messages, repeats included, ends in the same series.
 */
public final class Series {
    private final Map<Optional<Instant>, Revision> revisions;

    private Series(Map<Optional<Instant>, Revision> revisions) {
        this.revisions = revisions;
    }

    /** The series of these revisions. */
    public static Series of(List<Revision> revisions) {
        Map<Optional<Instant>, Revision> newest = new HashMap<>();
        for (var revision : revisions) {
            newest.merge(
                    Optional.ofNullable(revision.occurrence()),
                    revision,
                    (known, next) -> next.isNewerThan(known) ? next : known);
        }
        return new Series(newest);
    }

    /** This series after one more revision; the very same object when the revision says nothing new. */
    public Series with(Revision revision) {
        var known = revisions.get(Optional.ofNullable(revision.occurrence()));
        if (known != null && !revision.isNewerThan(known)) {
            return this;
        }
        var merged = new HashMap<>(revisions);
        merged.put(Optional.ofNullable(revision.occurrence()), revision);
        return new Series(merged);
    }

    /** The revisions, the whole first, in order of occurrence. */
    public List<Revision> revisions() {
        var sorted = new TreeMap<Instant, Revision>();
        revisions.forEach((occurrence, revision) -> sorted.put(occurrence.orElse(Instant.MIN), revision));
        return List.copyOf(sorted.values());
    }

    /** The occurrences that are to take place, in order of their original start. */
    public List<Slot> standing() {
        var whole = whole();
        if (whole.isPresent() && whole.get().cancelled()) {
            return List.of();
        }
        var standing = new TreeMap<Instant, Slot>();
        whole.ifPresent(revision -> revision.slots().forEach(slot -> standing.put(slot.original(), slot)));
        occurrences().forEach(revision -> {
            var original = Objects.requireNonNull(revision.occurrence());
            if (revision.cancelled()) {
                standing.remove(original);
            } else if (whole.isEmpty() || knows(whole.get(), original)) {
                revision.slots()
                        .forEach(slot -> standing.put(original, new Slot(original, slot.startsAt(), slot.endsAt())));
            }
        });
        return List.copyOf(standing.values());
    }

    /** The occurrences called off by name; others that no longer stand were moved with the rule of the series. */
    public Set<Instant> calledOff() {
        Set<Instant> calledOff = new HashSet<>();
        whole().ifPresent(revision -> calledOff.addAll(revision.excluded()));
        occurrences().stream()
                .filter(Revision::cancelled)
                .map(Revision::occurrence)
                .forEach(calledOff::add);
        standing().forEach(slot -> calledOff.remove(slot.original()));
        return calledOff;
    }

    /** Whether the meeting was cancelled as a whole. */
    public boolean isCancelled() {
        return whole().map(Revision::cancelled).orElse(false);
    }

    private Optional<Revision> whole() {
        return Optional.ofNullable(revisions.get(Optional.<Instant>empty()));
    }

    private List<Revision> occurrences() {
        List<Revision> occurrences = new ArrayList<>(revisions.values());
        occurrences.removeIf(revision -> revision.occurrence() == null);
        return occurrences;
    }

    /** An occurrence the rule of the series no longer has is gone, whatever was said about it before. */
    private static boolean knows(Revision whole, Instant original) {
        return !whole.complete()
                || whole.excluded().contains(original)
                || whole.slots().stream().anyMatch(slot -> slot.original().equals(original));
    }
}
