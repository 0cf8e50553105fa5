package tandem.session.icalendar;

/** One VEVENT of a calendar text: a meeting, or something that cannot be a session. */
public sealed interface Entry permits Meeting, Entry.Skipped {

    /** An entry that no rule needs to look at, with the reason. */
    record Skipped(Reason reason) implements Entry {}

    /** Why an entry cannot be a session. */
    enum Reason {
        /** It has dates, no times. */
        ALL_DAY,
        /** It ends when it starts, or before. */
        NO_LENGTH,
        /** It lasts longer than a day. */
        TOO_LONG,
        /** It repeats by the hour: a reminder, not a meeting. */
        TOO_OFTEN,
        /** It repeats since the last century: nobody's engagement does. */
        TOO_OLD,
        /** Its times have no zone and the owner's is not known. */
        FLOATING,
        /** DECLINECOUNTER, REFRESH and what else is not followed. */
        METHOD_NOT_FOLLOWED,
        /** It speaks of an occurrence and all after it, which current programs express as a new series. */
        RANGE_NOT_FOLLOWED
    }
}
