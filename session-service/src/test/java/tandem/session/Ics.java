package tandem.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writes small iTIP messages with times of the test's own choosing. */
public final class Ics {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Ics() {}

    /** A meeting of an hour between two people. */
    public static String request(String uid, int sequence, Instant start, String organizer, String attendee) {
        return message("REQUEST", uid, sequence, organizer, attendee, times(start));
    }

    /** A meeting of an hour on that many consecutive weeks. */
    public static String weekly(String uid, int sequence, Instant start, int count, String organizer, String attendee) {
        return message(
                "REQUEST", uid, sequence, organizer, attendee, times(start) + "\r\nRRULE:FREQ=WEEKLY;COUNT=" + count);
    }

    /** The occurrence of a series that began at {@code original} is now at {@code start}. */
    public static String moved(
            String uid, int sequence, Instant original, Instant start, String organizer, String attendee) {
        return message(
                "REQUEST",
                uid,
                sequence,
                organizer,
                attendee,
                times(start) + "\r\nRECURRENCE-ID:" + UTC.format(original));
    }

    /** One occurrence is cancelled. */
    public static String cancelled(String uid, int sequence, Instant original, String organizer, String attendee) {
        return message(
                "CANCEL",
                uid,
                sequence,
                organizer,
                attendee,
                times(original) + "\r\nRECURRENCE-ID:" + UTC.format(original));
    }

    /** The whole is cancelled. */
    public static String cancelled(String uid, int sequence, String organizer, String attendee) {
        return message("CANCEL", uid, sequence, organizer, attendee, "STATUS:CANCELLED");
    }

    /** The attendee answers to the whole; the text repeats the time that is answered. */
    public static String reply(
            String uid, int sequence, Instant start, String organizer, String attendee, String answer) {
        return message("REPLY", uid, sequence, organizer, attendee, times(start))
                .replace("NEEDS-ACTION", answer);
    }

    /** The attendee answers to the occurrence of a series that began at {@code original}. */
    public static String replyToOne(
            String uid, int sequence, Instant original, String organizer, String attendee, String answer) {
        return message(
                        "REPLY",
                        uid,
                        sequence,
                        organizer,
                        attendee,
                        times(original) + "\r\nRECURRENCE-ID:" + UTC.format(original))
                .replace("NEEDS-ACTION", answer);
    }

    /** The attendee would rather have the occurrence of a series that began at {@code original} at {@code start}. */
    public static String counterOne(
            String uid, int sequence, Instant original, Instant start, String organizer, String attendee) {
        return message(
                "COUNTER",
                uid,
                sequence,
                organizer,
                attendee,
                times(start) + "\r\nRECURRENCE-ID:" + UTC.format(original));
    }

    /** The attendee would rather meet at {@code start}. */
    public static String counter(String uid, int sequence, Instant start, String organizer, String attendee) {
        return message("COUNTER", uid, sequence, organizer, attendee, times(start));
    }

    /** The same, written that many seconds later. */
    public static String later(String text, int seconds) {
        return text.replace(
                "DTSTAMP:20300101T000000Z",
                "DTSTAMP:" + UTC.format(Instant.parse("2030-01-01T00:00:00Z").plusSeconds(seconds)));
    }

    private static String times(Instant start) {
        return "DTSTART:" + UTC.format(start) + "\r\nDURATION:PT1H";
    }

    private static String message(
            String method, String uid, int sequence, String organizer, String attendee, String more) {
        var text = """
                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:{method}
                BEGIN:VEVENT
                UID:{uid}
                DTSTAMP:20300101T000000Z
                SEQUENCE:{sequence}
                ORGANIZER:mailto:{organizer}
                ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{attendee}
                SUMMARY:Nothing anybody here needs to know
                {more}
                END:VEVENT
                END:VCALENDAR
                """;
        for (var value : Map.of(
                        "method", method,
                        "uid", uid,
                        "sequence", Integer.toString(sequence),
                        "organizer", organizer,
                        "attendee", attendee,
                        "more", more)
                .entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
