package tandem.testing.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.PersonId;
import tandem.events.input.HrInput;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.outbox.Outbox;

/** Takes outcomes; the employee number says how it goes. */
@ApplicationScoped
class OutcomeHandler implements InboundHandler<HrInput.OutcomeRecorded> {

    private static final long SLOW_NANOS = 2_000_000_000;

    private final Taken taken;
    private final Outbox outbox;

    OutcomeHandler(Taken taken, Outbox outbox) {
        this.taken = taken;
        this.outbox = outbox;
    }

    @Override
    public Class<HrInput.OutcomeRecorded> type() {
        return HrInput.OutcomeRecorded.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<HrInput.OutcomeRecorded>> events) {
        return events.stream().map(this::apply).toList();
    }

    private Verdict apply(Inbound<HrInput.OutcomeRecorded> event) {
        var number = event.data().employeeNumber();
        if (number.startsWith("unwanted")) {
            return Verdict.rejected(NoteProblems.UNWANTED, "Not that one");
        }
        if (number.startsWith("broken")) {
            throw new IllegalStateException("broken");
        }
        if (number.startsWith("slow")) {
            LockSupport.parkNanos(SLOW_NANOS);
        }
        taken.note(number);
        var told = new OutcomeRecorded(
                new PersonId(UUID.nameUUIDFromBytes(number.getBytes(UTF_8))),
                event.data().kind(),
                event.data().value(),
                event.data().observedOn());
        outbox.appendCaused(List.of(event.causes(told)));
        return Verdict.accepted();
    }
}
