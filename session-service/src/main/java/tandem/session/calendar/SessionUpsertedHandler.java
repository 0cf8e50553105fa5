package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tandem.events.input.CalendarInput.SessionUpserted;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** A meeting as an integration has it now. One that names an engagement in vain is refused, any other stranger dropped. */
@ApplicationScoped
class SessionUpsertedHandler implements InboundHandler<SessionUpserted> {

    private final FollowingService following;
    private final ParkedInputs parked;

    SessionUpsertedHandler(FollowingService following, ParkedInputs parked) {
        this.following = following;
        this.parked = parked;
    }

    @Override
    public Class<SessionUpserted> type() {
        return SessionUpserted.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.CALENDAR);
    }

    @Override
    public List<Verdict> apply(List<Inbound<SessionUpserted>> events) {
        return following.observeAll(events, event -> Observation.of(event.data(), event.time()), this::verdict);
    }

    private Verdict verdict(Inbound<SessionUpserted> event, Supplier<CalendarOutcome> followed) {
        if (!event.data().endsAt().isAfter(event.data().startsAt())) {
            return Verdict.rejected(CalendarProblems.UNREADABLE, "endsAt is not after startsAt");
        }
        var outcome = followed.get();
        return switch (outcome.result()) {
            case PARKED -> {
                parked.park(new ParkedInput.Upserted(event.data(), event.time()));
                yield Verdict.accepted();
            }
            case DROPPED ->
                event.data().engagement() == null
                        ? Verdict.accepted()
                        : Verdict.rejected(CalendarProblems.NOT_A_SESSION, "Because: " + outcome.reason());
            case CREATED, SUGGESTED, MOVED, CANCELLED, ANSWERED, PROPOSED, UNCHANGED -> Verdict.accepted();
        };
    }
}
