package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import tandem.runtime.failure.Failures;
import tandem.runtime.failure.Work;
import tandem.runtime.tenant.Tenants;
import tandem.session.calendar.ParkedInputs.Parked;

/** Takes in what was parked. Nothing accepted is given up: what fails stays and comes last. */
@ApplicationScoped
class ParkedInputService {
    private static final Logger LOG = Logger.getLogger(ParkedInputService.class);
    private static final int AT_ONCE = 500;

    private final ParkedInputs parked;
    private final CalendarService calendar;
    private final FollowingService following;
    private final DirectoryClient directory;
    private final Tenants tenants;
    private final Work work;

    ParkedInputService(
            ParkedInputs parked,
            CalendarService calendar,
            FollowingService following,
            DirectoryClient directory,
            Tenants tenants,
            Work work) {
        this.parked = parked;
        this.calendar = calendar;
        this.following = following;
        this.directory = directory;
        this.tenants = tenants;
        this.work = work;
    }

    /** Tries what the tenant has parked, until the directory fails to answer. */
    void retry() {
        var waiting = work.inTransaction(tenants.current(), () -> parked.next(AT_ONCE));
        for (var one : waiting) {
            try {
                if (!taken(one)) {
                    return;
                }
            } catch (RuntimeException failure) {
                if (Failures.isTransient(failure)) {
                    throw failure;
                }
                LOG.errorf(failure, "Parked input %s cannot be taken in; it stays", one.id());
                work.inTransaction(tenants.current(), () -> parked.failed(one.id()));
            }
        }
    }

    private boolean taken(Parked one) {
        return switch (one.input()) {
            case ParkedInput.Text text -> {
                var all = calendar.attempt(text).stream().noneMatch(CalendarOutcome::isParked);
                yield all && work.inTransaction(tenants.current(), () -> parked.remove(one.id()));
            }
            case ParkedInput.Upserted upserted -> {
                var observation = Observation.of(upserted.input(), upserted.time());
                directory.ask(FollowingService.addresses(observation));
                yield work.inTransaction(
                        tenants.current(), () -> !following.observe(observation).isParked() && parked.remove(one.id()));
            }
            case ParkedInput.Attendance attendance -> {
                directory.ask(Set.of(attendance.input().attendee().toLowerCase(Locale.ROOT)));
                yield work.inTransaction(
                        tenants.current(),
                        () -> !following.attended(attendance.input()).isParked() && parked.remove(one.id()));
            }
        };
    }
}
