package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.CalendarInput.AttendanceReported;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** Who was there, as the meeting platform saw it: the best evidence there is. */
@ApplicationScoped
class AttendanceReportedHandler implements InboundHandler<AttendanceReported> {

    private final FollowingService following;
    private final ParkedInputs parked;

    AttendanceReportedHandler(FollowingService following, ParkedInputs parked) {
        this.following = following;
        this.parked = parked;
    }

    @Override
    public Class<AttendanceReported> type() {
        return AttendanceReported.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.CALENDAR);
    }

    @Override
    public List<Verdict> apply(List<Inbound<AttendanceReported>> events) {
        return events.stream()
                .map(event -> event.causing(() -> apply(event.data())))
                .toList();
    }

    private Verdict apply(AttendanceReported report) {
        if (following.attended(report).isParked()) {
            parked.park(new ParkedInput.Attendance(report));
        }
        return Verdict.accepted();
    }
}
