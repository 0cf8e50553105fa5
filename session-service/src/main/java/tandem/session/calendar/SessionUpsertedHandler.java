package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import tandem.events.input.CalendarInput.SessionUpserted;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.outbox.Outbox;
import tandem.session.calendar.FollowingService.Ground;

/** A meeting as an integration has it now. One that names an engagement in vain is refused, any other stranger dropped. */
@ApplicationScoped
class SessionUpsertedHandler implements InboundHandler<SessionUpserted> {

    /** Meetings that are read, followed and written together. */
    private static final int TOGETHER = 50;

    private final FollowingService following;
    private final ParkedInputs parked;
    private final Outbox outbox;

    SessionUpsertedHandler(FollowingService following, ParkedInputs parked, Outbox outbox) {
        this.following = following;
        this.parked = parked;
        this.outbox = outbox;
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
        return outbox.together(() -> events.stream()
                .gather(Gatherers.windowFixed(TOGETHER))
                .flatMap(this::applyTogether)
                .toList());
    }

    private Stream<Verdict> applyTogether(List<Inbound<SessionUpserted>> events) {
        var ground = following.ground(events.stream()
                .map(event -> Observation.of(event.data(), event.time()))
                .toList());
        var verdicts = events.stream()
                .map(event -> event.causing(() -> apply(event, ground)))
                .toList();
        following.settle();
        return verdicts.stream();
    }

    private Verdict apply(Inbound<SessionUpserted> event, Ground ground) {
        if (!event.data().endsAt().isAfter(event.data().startsAt())) {
            return Verdict.rejected(CalendarProblems.UNREADABLE, "endsAt is not after startsAt");
        }
        var outcome = following.observe(Observation.of(event.data(), event.time()), ground);
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
