package tandem.intake.removal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import tandem.events.IntakeEvent;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.intake.removal.Removal.Moment;
import tandem.intake.removal.Removals.Report;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;

/**
 * Opens removals, collects what every service reports and completes the certificate. What this service holds goes in the
 * transaction that opens the removal; the others follow the event.
 */
@ApplicationScoped
public class RemovalService {

    /** This service's name in certificates. */
    static final String OURSELVES = "intake-service";

    /** Everyone who may hold something about a person. */
    private static final List<String> SERVICES =
            List.of(OURSELVES, "matching-service", "session-service", "analytics-service");

    private final Removals removals;
    private final List<HeldData> held;
    private final Outbox outbox;
    private final Tenants tenants;
    private final Clock programmeTime;
    private final Clock machineTime;
    private final MeterRegistry meters;

    RemovalService(
            Removals removals,
            @All List<HeldData> held,
            Outbox outbox,
            Tenants tenants,
            @ProgrammeTime Clock programmeTime,
            @MachineTime Clock machineTime,
            MeterRegistry meters) {
        this.removals = removals;
        this.held = held;
        this.outbox = outbox;
        this.tenants = tenants;
        this.programmeTime = programmeTime;
        this.machineTime = machineTime;
        this.meters = meters;
    }

    /** Removes what the purpose allowed, after telling the others to do the same. */
    @Transactional(TxType.MANDATORY)
    public RemovalId withdraw(
            PersonId person, Purpose purpose, String by, Function<RemovalId, IntakeEvent.ConsentWithdrawn> event) {
        var removal = Removal.ofPurpose(person, purpose, SERVICES, by, now());
        removals.persistAndFlush(removal);
        outbox.append(event.apply(removal.id()));
        report(person, removal, counted(data -> data.removeFor(person, purpose)));
        return removal.id();
    }

    /**
     * Forgets the person. The stand-in is random and told once; nothing here links it to the person afterwards.
     *
     * @param alsoAwaited parts beyond the services that must report, such as the identity provider
     */
    @Transactional(TxType.MANDATORY)
    public RemovalId erase(PersonId person, String by, List<String> alsoAwaited) {
        var erasedAs = UUID.randomUUID();
        var awaits = new ArrayList<>(SERVICES);
        awaits.addAll(alsoAwaited);
        var requestedBy = by.equals(person.toString()) ? erasedAs.toString() : by;
        var removal = Removal.ofPerson(erasedAs, awaits, requestedBy, now());
        removals.persistAndFlush(removal);
        removals.replacePerson(tenants.current(), person.value(), erasedAs);
        outbox.append(new IntakeEvent.ErasureRequested(person, removal.id(), erasedAs));
        report(person, removal, counted(data -> data.forget(person)));
        return removal.id();
    }

    /** A service reports what it removed. Reports for removals this service did not open are none of its business. */
    @Transactional(TxType.MANDATORY)
    public void note(RemovalId id, String service, Map<String, Integer> counts) {
        removals.lock(id).ifPresent(removal -> collect(removal, service, counts));
    }

    private void report(PersonId person, Removal removal, Map<String, Integer> counts) {
        outbox.append(new IntakeEvent.RemovalReported(person, removal.id(), removal.scope(), counts));
        collect(removal, OURSELVES, counts);
    }

    private void collect(Removal removal, String service, Map<String, Integer> counts) {
        var moment = now();
        var reported =
                removals.addReport(tenants.current(), removal.id(), new Report(service, counts, moment.programme()));
        if (removal.completeIfAll(reported, moment)) {
            meters.timer("tandem.removal.duration", "scope", scope(removal.scope()))
                    .record(removal.took());
        }
    }

    private Map<String, Integer> counted(Function<HeldData, Map<String, Integer>> removeFrom) {
        var counts = new TreeMap<String, Integer>();
        held.forEach(data -> removeFrom.apply(data).forEach((what, count) -> counts.merge(what, count, Integer::sum)));
        return counts;
    }

    private Moment now() {
        return new Moment(programmeTime.instant(), machineTime.instant());
    }

    private static String scope(RemovalScope scope) {
        return switch (scope) {
            case PURPOSE -> "purpose";
            case PERSON -> "person";
        };
    }
}
