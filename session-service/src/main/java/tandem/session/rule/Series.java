package tandem.session.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;
import tandem.session.rule.Answer.Response;

/**
 * All that a calendar said about one meeting: one revision for the whole and one for each occurrence spoken of on its own, and of
 * each side the answers to them. Merging keeps the newest of each and nothing else, so any order of messages, repeats included, ends
 * in the same series.
 */
public final class Series {
    private final Map<Optional<Instant>, Revision> revisions;
    private final Map<Answered, Answer> answers;

    /** What an answer is about. */
    private record Answered(Party party, @Nullable Instant occurrence) {}

    private Series(Map<Optional<Instant>, Revision> revisions, Map<Answered, Answer> answers) {
        this.revisions = revisions;
        this.answers = answers;
    }

    /** The series of these revisions, which nobody has answered. */
    public static Series of(List<Revision> revisions) {
        return of(revisions, List.of());
    }

    /** The series of these revisions and answers. */
    public static Series of(List<Revision> revisions, List<Answer> answers) {
        var series = new Series(Map.of(), Map.of());
        for (var revision : revisions) {
            series = series.with(revision);
        }
        for (var answer : answers) {
            series = series.with(answer);
        }
        return series;
    }

    /** This series after one more revision; the very same object when the revision says nothing new. */
    public Series with(Revision revision) {
        var known = revisions.get(Optional.ofNullable(revision.occurrence()));
        if (known != null && !revision.isNewerThan(known)) {
            return this;
        }
        var merged = new HashMap<>(revisions);
        merged.put(Optional.ofNullable(revision.occurrence()), revision);
        return new Series(merged, answers);
    }

    /** This series after one more answer; the very same object when the answer says nothing new. */
    public Series with(Answer answer) {
        var about = new Answered(answer.party(), answer.occurrence());
        var known = answers.get(about);
        if (known != null && !answer.isNewerThan(known)) {
            return this;
        }
        var merged = new HashMap<>(answers);
        merged.put(about, answer);
        return new Series(revisions, merged);
    }

    /** The revisions, the whole first, in order of occurrence. */
    public List<Revision> revisions() {
        var sorted = new TreeMap<Instant, Revision>();
        revisions.forEach((occurrence, revision) -> sorted.put(occurrence.orElse(Instant.MIN), revision));
        return List.copyOf(sorted.values());
    }

    /** The answers, the leader's first, in order of occurrence. */
    public List<Answer> answers() {
        return answers.values().stream()
                .sorted(Comparator.comparing(Answer::party).thenComparing(Answer.NEWEST_LAST))
                .toList();
    }

    /** The occurrences that are to take place, in order of their original start: planned, and declined by neither side. */
    public List<Slot> standing() {
        return planned().stream().filter(slot -> !isDeclined(slot)).toList();
    }

    /** The occurrences called off by name; others that no longer stand were moved with the rule of the series. */
    public Set<Instant> calledOff() {
        Set<Instant> calledOff = new HashSet<>();
        whole().ifPresent(revision -> calledOff.addAll(revision.excluded()));
        occurrences().stream()
                .filter(Revision::cancelled)
                .map(Revision::occurrence)
                .forEach(calledOff::add);
        for (var slot : planned()) {
            if (isDeclined(slot)) {
                calledOff.add(slot.original());
            } else {
                calledOff.remove(slot.original());
            }
        }
        return calledOff;
    }

    /** The revision that calls the whole off at {@code at}, newer than all that was said of the whole so far. */
    public Revision cancellation(Instant at) {
        var sequence = whole().map(Revision::sequence).orElse(0L);
        var stamp =
                whole().map(Revision::stamp).filter(known -> known.isAfter(at)).orElse(at);
        return new Revision(null, sequence, stamp, true, true, List.of(), Set.of());
    }

    /** Whether the meeting was cancelled as a whole. */
    public boolean isCancelled() {
        return whole().map(Revision::cancelled).orElse(false);
    }

    /** What the side last answered to the occurrence as it is planned now; empty where it did not. */
    public Optional<Response> response(Party party, Slot slot) {
        return answer(party, slot).map(Answer::response);
    }

    /** The side whose calendar took the occurrence out; empty while neither did. */
    public Optional<Party> declinedBy(Slot slot) {
        for (var party : Party.values()) {
            if (answer(party, slot).map(answer -> answer.declines(slot)).orElse(false)) {
                return Optional.of(party);
            }
        }
        return Optional.empty();
    }

    private boolean isDeclined(Slot slot) {
        return declinedBy(slot).isPresent();
    }

    private Optional<Answer> answer(Party party, Slot slot) {
        var inForce = inForce(slot.original());
        return answers.values().stream()
                .filter(answer -> answer.party() == party && answer.isAbout(slot) && answer.answers(slot, inForce))
                .max(Answer.NEWEST_LAST);
    }

    /** SEQUENCE of what the organiser last said about the occurrence. */
    private long inForce(Instant original) {
        var own = revisions.get(Optional.of(original));
        return Math.max(whole().map(Revision::sequence).orElse(0L), own == null ? 0 : own.sequence());
    }

    /** The occurrences as the organiser has them. */
    private List<Slot> planned() {
        var whole = whole();
        if (whole.isPresent() && whole.get().cancelled()) {
            return List.of();
        }
        var planned = new TreeMap<Instant, Slot>();
        whole.ifPresent(revision -> revision.slots().forEach(slot -> planned.put(slot.original(), slot)));
        occurrences().forEach(revision -> {
            var original = Objects.requireNonNull(revision.occurrence());
            if (revision.cancelled()) {
                planned.remove(original);
            } else if (whole.isEmpty() || knows(whole.get(), original)) {
                revision.slots()
                        .forEach(slot -> planned.put(original, new Slot(original, slot.startsAt(), slot.endsAt())));
            }
        });
        return List.copyOf(planned.values());
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
