package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.intake.people.People;
import tandem.intake.removal.RemovalService;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/**
 * Grants and withdrawals. A statement older than what holds is kept in the ledger and changes nothing, so a late delivery can
 * never undo a withdrawal.
 */
@ApplicationScoped
public class ConsentService {

    /** Clocks of HR systems may run ahead by this much; a statement from further ahead would outlive later withdrawals. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    /** Purposes whose allowed content travels as state. */
    private static final Set<Purpose> TOLD_AS_STATE = EnumSet.of(Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT);

    private final People people;
    private final Consents consents;
    private final RemovalService removals;
    private final Outbox outbox;
    private final Event<Granted> granted;
    private final Tenants tenants;
    private final Clock clock;

    ConsentService(
            People people,
            Consents consents,
            RemovalService removals,
            Outbox outbox,
            Event<Granted> granted,
            Tenants tenants,
            @ProgrammeTime Clock clock) {
        this.people = people;
        this.granted = granted;
        this.consents = consents;
        this.removals = removals;
        this.outbox = outbox;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Why a statement that someone else passed on cannot be taken, before anything is written. */
    Optional<Refused> objection(Statement statement) {
        if (statement.statedAt().isAfter(clock.instant().plus(AHEAD_MAX))) {
            return Optional.of(
                    new Refused(ConsentProblems.RECORDED_IN_FUTURE, "recordedAt lies after the programme's present"));
        }
        return allowedBases(statement.purpose()).contains(statement.basis()) || !statement.granted()
                ? Optional.empty()
                : Optional.of(new Refused(
                        ConsentProblems.BASIS_REFUSED, statement.purpose() + " cannot rest on " + statement.basis()));
    }

    /** Takes a statement that someone else passed on; the removal is there when it was a withdrawal that changed something. */
    @Transactional
    public Optional<RemovalId> record(PersonId person, Statement statement) {
        objection(statement).ifPresent(refusal -> {
            throw refusal;
        });
        return take(person, statement);
    }

    /** Takes what a person says here and now; it holds whatever an HR clock may have said before. */
    @Transactional
    public Optional<RemovalId> decide(PersonId person, Purpose purpose, boolean granted, String text, String language) {
        people.hold(person); // a token outlives the erasure of its person by minutes
        var held = consents.lock(person, purpose);
        var now = clock.instant();
        var statedAt = held.map(Consent::decidedAt)
                .filter(before -> !before.isBefore(now))
                .map(before -> before.plusMillis(1))
                .orElse(now);
        return take(
                person,
                new Statement(purpose, granted, defaultBasis(purpose), text, language, statedAt, person.toString()));
    }

    /** Sees to it that the purpose holds on the given basis, unless the person ever said otherwise. */
    @Transactional
    public boolean establish(PersonId person, Purpose purpose, LawfulBasis basis, String textVersion, String by) {
        var held = consents.lock(person, purpose);
        if (held.isEmpty()) {
            var assumption = new Statement(purpose, true, basis, textVersion, "en", clock.instant(), by);
            settle(person, add(person, assumption, true), assumption);
            return true;
        }
        return held.get().isGranted();
    }

    private Optional<RemovalId> take(PersonId person, Statement statement) {
        var held = consents.lock(person, statement.purpose()).orElse(null);
        if (held != null && !held.isChangedBy(statement)) {
            consents.enter(tenants.current(), person, statement, held, false, clock.instant());
            return Optional.empty();
        }
        return settle(person, held == null ? add(person, statement, false) : change(held, statement), statement);
    }

    private Consent add(PersonId person, Statement statement, boolean assumed) {
        var first = new Consent(person, statement, assumed);
        consents.persistAndFlush(first);
        return first;
    }

    private Consent change(Consent held, Statement statement) {
        held.change(statement);
        consents.flush();
        return held;
    }

    private Optional<RemovalId> settle(PersonId person, Consent now, Statement statement) {
        consents.enter(tenants.current(), person, statement, now, true, clock.instant());
        return tell(person, now, statement);
    }

    private Optional<RemovalId> tell(PersonId person, Consent now, Statement statement) {
        var purpose = statement.purpose();
        Optional<RemovalId> removal = Optional.empty();
        if (statement.granted()) {
            outbox.append(now.asGranted());
            granted.fire(new Granted(person, purpose));
        } else {
            removal = Optional.of(removals.withdraw(person, purpose, statement.statedBy(), now::asWithdrawn));
        }
        var states = purpose == Purpose.PROGRAMME ? TOLD_AS_STATE : EnumSet.of(purpose);
        states.stream().filter(TOLD_AS_STATE::contains).forEach(state -> outbox.profileChanged(person, state));
        return removal;
    }

    /** A special category needs explicit consent, and consent is the only basis of what is nice to have. */
    private static Set<LawfulBasis> allowedBases(Purpose purpose) {
        return switch (purpose) {
            case PROGRAMME, COMPARISON -> EnumSet.complementOf(EnumSet.of(LawfulBasis.EXPLICIT_CONSENT));
            case MATCHING, CALENDAR, IMPACT, HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION ->
                EnumSet.of(LawfulBasis.CONSENT, LawfulBasis.EXPLICIT_CONSENT);
            case FAIRNESS -> EnumSet.of(LawfulBasis.EXPLICIT_CONSENT);
        };
    }

    private static LawfulBasis defaultBasis(Purpose purpose) {
        return switch (purpose) {
            case PROGRAMME -> LawfulBasis.CONTRACT;
            case COMPARISON -> LawfulBasis.LEGITIMATE_INTEREST;
            case FAIRNESS -> LawfulBasis.EXPLICIT_CONSENT;
            case MATCHING, CALENDAR, IMPACT, HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION -> LawfulBasis.CONSENT;
        };
    }
}
