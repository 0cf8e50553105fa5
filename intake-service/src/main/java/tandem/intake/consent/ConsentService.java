package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.intake.consent.ConsentTexts.Shown;
import tandem.intake.consent.Consents.Entered;
import tandem.intake.people.People;
import tandem.intake.register.Terms;
import tandem.intake.removal.RemovalService;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Grants and withdrawals. A statement older than what holds is kept in the ledger and changes nothing, so a late delivery can
 * never undo a withdrawal.
 */
@ApplicationScoped
public class ConsentService {

    /** Clocks of HR systems may run ahead by this much; a statement from further ahead would outlive later withdrawals. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final int ITEMS_MAX = 500;
    private static final int EXPIRIES_PER_TRANSACTION = 100;

    private final People people;
    private final Consents consents;
    private final Comparisons comparisons;
    private final RemovalService removals;
    private final Outbox outbox;
    private final Event<Granted> granted;
    private final ConsentTexts texts;
    private final Clock clock;

    ConsentService(
            People people,
            Consents consents,
            Comparisons comparisons,
            RemovalService removals,
            Outbox outbox,
            Event<Granted> granted,
            ConsentTexts texts,
            @ProgrammeTime Clock clock) {
        this.people = people;
        this.granted = granted;
        this.consents = consents;
        this.comparisons = comparisons;
        this.removals = removals;
        this.outbox = outbox;
        this.texts = texts;
        this.clock = clock;
    }

    /** Why a statement that someone else passed on cannot be taken, before anything is written. */
    Optional<Refused> objection(Statement statement) {
        var off = comparisons.objection(statement.purpose(), statement.granted());
        if (off.isPresent()) {
            return off;
        }
        var item = ItemRules.objection(statement.purpose(), statement.item());
        if (item.isPresent()) {
            return refusal(ConsentProblems.ITEM_REFUSED, item.get());
        }
        var now = clock.instant();
        if (statement.statedAt().isAfter(now.plus(AHEAD_MAX))) {
            return refusal(ConsentProblems.RECORDED_IN_FUTURE, "recordedAt lies after the programme's present");
        }
        if (!statement.granted()) {
            return Optional.empty();
        }
        if (!Terms.of(statement.purpose()).bases().contains(statement.basis())) {
            return refusal(ConsentProblems.BASIS_REFUSED, statement.purpose() + " cannot rest on " + statement.basis());
        }
        return statement.expiresAt() == null || statement.expiresAt().isAfter(now)
                ? Optional.empty()
                : refusal(ConsentProblems.EXPIRY_REFUSED, "expiresAt lies before the programme's present");
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
    public Optional<RemovalId> decide(PersonId person, Purpose purpose, Answer answer) {
        comparisons.objection(purpose, answer.granted()).ifPresent(refusal -> {
            throw refusal;
        });
        ItemRules.objection(purpose, answer.item()).ifPresent(reason -> {
            throw new Refused(ConsentProblems.ITEM_REFUSED, reason);
        });
        people.hold(person); // a token outlives the erasure of its person by minutes
        var held = consents.lock(person, purpose, answer.item());
        if (held.isEmpty() && answer.item() != null && consents.items(person, purpose) >= ITEMS_MAX) {
            throw new Refused(ConsentProblems.ITEMS_FULL, "At most " + ITEMS_MAX + " items for a purpose");
        }
        var now = clock.instant();
        var statedAt = held.map(Consent::decidedAt)
                .filter(before -> !before.isBefore(now))
                .map(before -> before.plusMillis(1))
                .orElse(now);
        var statement = new Statement(
                purpose,
                answer.granted(),
                Terms.of(purpose).basis(),
                answer.textVersion(),
                answer.language(),
                statedAt,
                person.toString(),
                answer.granted() ? end(purpose, answer, now) : null,
                answer.item());
        if (statement.expiresAt() != null && !statement.expiresAt().isAfter(now)) {
            throw new Refused(ConsentProblems.EXPIRY_REFUSED, "expiresAt lies before the programme's present");
        }
        return take(person, statement);
    }

    /** Withdraws what has run out by now, a bounded number at a time; answers whether there may be more. */
    @Transactional
    boolean expire(Instant now) {
        var due = consents.expired(now, EXPIRIES_PER_TRANSACTION);
        due.forEach(one -> consents.lock(one.consent())
                .filter(held -> held.hasExpiredBy(now))
                .ifPresent(held -> take(one.person(), held.expiry())));
        return due.size() == EXPIRIES_PER_TRANSACTION;
    }

    /** Sees to it that the purpose holds on the given basis, unless the person ever said otherwise. */
    @Transactional
    public boolean establish(PersonId person, Purpose purpose, LawfulBasis basis, String textVersion, String by) {
        var held = consents.lock(person, purpose);
        if (held.isEmpty()) {
            var assumption = new Statement(purpose, true, basis, textVersion, "en", clock.instant(), by, null, null);
            settle(person, add(person, assumption, true), assumption);
            return true;
        }
        return held.get().isGranted();
    }

    /** Refuses what a purpose does not allow, and holds off a withdrawal until the transaction ends. Who left the programme left all purposes. */
    @Transactional(TxType.MANDATORY)
    public void require(PersonId person, Purpose purpose) {
        var now = clock.instant();
        var holds = consents.lock(person, purpose)
                .filter(held -> held.isGranted() && !held.hasExpiredBy(now))
                .isPresent();
        var left = consents.lock(person, Purpose.PROGRAMME)
                .filter(held -> !held.isGranted())
                .isPresent();
        if (!holds || left) {
            throw new Refused(ConsentProblems.CONSENT_MISSING, "Consent to " + purpose + " first");
        }
    }

    private Optional<RemovalId> take(PersonId person, Statement statement) {
        var held = consents.lock(person, statement.purpose(), statement.item()).orElse(null);
        if (held != null && !held.isChangedBy(statement)) {
            enter(person, statement, held, false);
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
        enter(person, statement, now, true);
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
        var states = purpose == Purpose.PROGRAMME ? ProfileState.PURPOSES : EnumSet.of(purpose);
        states.stream().filter(ProfileState.PURPOSES::contains).forEach(state -> outbox.profileChanged(person, state));
        return removal;
    }

    /** The end the person chose or the text sets, whichever comes first. What is agreed to here must be a text shown here. */
    private @Nullable Instant end(Purpose purpose, Answer answer, Instant now) {
        var text = texts.find(purpose, answer.textVersion(), answer.language());
        if (text.isEmpty() && texts.has(purpose)) {
            throw new Refused(ConsentProblems.TEXT_UNKNOWN, "Agree to one of the published texts");
        }
        return Stream.concat(
                        Stream.ofNullable(answer.expiresAt()),
                        text.map(Shown::validMonths).stream()
                                .map(months -> now.atOffset(ZoneOffset.UTC)
                                        .plusMonths(months)
                                        .toInstant()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private void enter(PersonId person, Statement statement, Consent now, boolean applied) {
        var text = texts.find(statement.purpose(), statement.textVersion(), statement.language());
        consents.enter(
                person,
                statement,
                new Entered(
                        now.version(),
                        applied,
                        clock.instant(),
                        text.map(Shown::sha256).orElse(null)));
    }

    private static Optional<Refused> refusal(ProblemType type, String detail) {
        return Optional.of(new Refused(type, detail));
    }
}
