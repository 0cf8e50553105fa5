package tandem.intake.hris;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.ingest.Verdict;

/** What became of one statement; person and effect are there unless it was refused. */
public record Taken(
        Verdict verdict,
        @Nullable PersonId person,
        @Nullable Effect effect) {

    /** What a statement did. */
    public enum Effect {
        /** An employee we did not know. */
        ADDED,
        /** Something is different now. */
        CHANGED,
        /** It said what we knew. */
        SAME,
        /** Older than what we know: kept in the history. */
        LATE
    }

    static Taken of(PersonId person, Effect effect) {
        return new Taken(Verdict.accepted(), person, effect);
    }

    /** A new name or address is a change too. */
    Taken orChanged(Set<PersonId> renamed) {
        return effect == Effect.SAME && person != null && renamed.contains(person) ? of(person, Effect.CHANGED) : this;
    }

    static Taken refused(Verdict verdict) {
        return new Taken(verdict, null, null);
    }
}
