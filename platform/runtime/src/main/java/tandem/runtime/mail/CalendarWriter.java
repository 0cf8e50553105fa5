package tandem.runtime.mail;

import java.util.Map;
import java.util.Set;

/** Writes the calendar part of the mails of some templates (iMIP, RFC 6047). */
public interface CalendarWriter {

    /** The templates it is for. */
    Set<String> templates();

    /**
     * The calendar text for one of those it goes to.
     *
     * @param attendee address, known only now
     */
    CalendarPart write(String template, Map<String, String> codes, String attendee);

    /**
     * A calendar text with its method.
     *
     * @param method as the text says it, such as {@code REQUEST}
     */
    record CalendarPart(String method, String text) {}
}
