package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.CalendarInput.SessionCancelled;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** A meeting an integration saw cancelled; of a stranger nothing is known and nothing kept. */
@ApplicationScoped
class SessionCancelledHandler implements InboundHandler<SessionCancelled> {

    private final FollowingService following;

    SessionCancelledHandler(FollowingService following) {
        this.following = following;
    }

    @Override
    public Class<SessionCancelled> type() {
        return SessionCancelled.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.CALENDAR);
    }

    @Override
    public List<Verdict> apply(List<Inbound<SessionCancelled>> events) {
        return following.observeAll(events, event -> Observation.of(event.data()), (event, followed) -> {
            var _ = followed.get(); // whatever came of it
            return Verdict.accepted();
        });
    }
}
