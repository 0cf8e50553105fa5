package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests of other packages post a calendar text without HTTP. */
@ApplicationScoped
public class CalendarTaker {

    private final CalendarService calendar;

    CalendarTaker(CalendarService calendar) {
        this.calendar = calendar;
    }

    public void take(String text) {
        calendar.take(text, null);
    }
}
