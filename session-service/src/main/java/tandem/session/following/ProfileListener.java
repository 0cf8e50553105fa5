package tandem.session.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import tandem.events.ProfileState;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.events.Purpose;
import tandem.runtime.event.StateKey;
import tandem.runtime.inbox.Inbox;
import tandem.session.checkin.ReportingService;
import tandem.session.engagement.EngagementService;

/** Hears whose calendar may be read, and to whom people report. */
@ApplicationScoped
public class ProfileListener {
    private static final String CONSUMER = "session-service.profile";

    private final Inbox inbox;
    private final EngagementService engagements;
    private final ReportingService reporting;

    ProfileListener(Inbox inbox, EngagementService engagements, ReportingService reporting) {
        this.inbox = inbox;
        this.engagements = engagements;
        this.reporting = reporting;
    }

    @Incoming("session-profile")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.processStates(records, CONSUMER, this::apply);
    }

    private void apply(StateKey key, @Nullable ProfileState state) {
        if (state instanceof CalendarProfile calendar) {
            engagements.allowCalendar(calendar);
        } else if (state instanceof ProgrammeProfile programme) {
            reporting.follow(programme);
        } else if (state == null && key.purpose() == Purpose.CALENDAR) {
            engagements.forgetCalendar(key.person());
        } else if (state == null && key.purpose() == Purpose.PROGRAMME) {
            reporting.forget(key.person());
        }
    }
}
