package tandem.runtime.mail;

import java.time.Instant;
import java.util.Map;

/** Writes the calendar part of the mails of one template (iMIP, RFC 6047). */
public interface CalendarWriter {

    /** The template it is for. */
    String template();

    /**
     * The calendar text for one of those it goes to.
     *
     * @param attendee address, known only now
     * @param queuedAt when the mail was queued
     */
    CalendarPart write(Map<String, String> codes, String attendee, Instant queuedAt);

    /**
     * A calendar text with its method.
     *
     * @param method as the text says it, such as {@code REQUEST}
     */
    record CalendarPart(String method, String text) {}
}
