package tandem.session.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent;
import tandem.events.SessionId;
import tandem.runtime.Ids;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.indicator.IndicatorProblems;
import tandem.session.indicator.Vocabulary.Kind;
import tandem.session.indicator.VocabularyService;
import tandem.session.session.Session;
import tandem.session.session.Sessions;

/** Agreeing on a next step, correcting it, and what becomes of it. Either side may say so; which did is kept. */
@ApplicationScoped
public class ActionItemService {

    private static final int PER_SESSION_MAX = 10;
    private static final int CHANGES_MAX = 20;

    private final ActionItems items;
    private final Sessions sessions;
    private final Engagements engagements;
    private final VocabularyService vocabularies;
    private final Outbox outbox;
    private final Clock clock;

    ActionItemService(
            ActionItems items,
            Sessions sessions,
            Engagements engagements,
            VocabularyService vocabularies,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.items = items;
        this.sessions = sessions;
        this.engagements = engagements;
        this.vocabularies = vocabularies;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A session ends with a next step. */
    @Transactional
    public UUID agree(PersonId by, SessionId id, String action, Party owner, LocalDate dueOn) {
        var session = sessions.lock(id);
        var engagement = side(session, by);
        session.requireBegun(clock.instant());
        vocabularies.require(engagement.programme(), Kind.ACTION, List.of(action));
        if (items.countOf(id) >= PER_SESSION_MAX) {
            throw new Refused(ActionItemProblems.FULL, "At most " + PER_SESSION_MAX + " steps come of a session");
        }
        var item = new ActionItem(Ids.next(), session, session.day(), action, owner, dueOn);
        items.persistAndFlush(item);
        items.remember(item, engagement.sideOf(by).orElseThrow(), clock.instant());
        outbox.append(item.agreed());
        return item.id();
    }

    /** Another day or another owner, while the step is open. */
    @Transactional
    public void correct(PersonId by, UUID id, Party owner, LocalDate dueOn) {
        change(
                by,
                id,
                change -> change.item()
                        .correct(change.agreedOn(), owner, dueOn)
                        .<List<SessionEvent>>map(List::of)
                        .orElseGet(List::of));
    }

    @Transactional
    public void complete(PersonId by, UUID id, LocalDate on) {
        change(by, id, change -> List.of(change.item().complete(change.agreedOn(), on, today())));
    }

    @Transactional
    public void drop(PersonId by, UUID id) {
        change(by, id, change -> List.of(change.item().drop(today())));
    }

    private void change(PersonId by, UUID id, Function<Change, List<SessionEvent>> change) {
        var item = items.lock(id);
        var party = engagements
                .find(item.engagement())
                .flatMap(engagement -> engagement.sideOf(by))
                .orElseThrow(ActionItems::unknown);
        var agreedOn = sessions.lock(item.session()).day();
        var events = change.apply(new Change(item, agreedOn));
        if (!events.isEmpty()) {
            if (items.changesOf(id) >= CHANGES_MAX) {
                throw new Refused(IndicatorProblems.CORRECTED_OFTEN, "At most " + CHANGES_MAX + " changes are kept");
            }
            items.remember(item, party, clock.instant());
            outbox.appendAll(events);
        }
    }

    private record Change(ActionItem item, LocalDate agreedOn) {}

    /** To all but its two sides the session does not exist. */
    private Engagement side(Session session, PersonId person) {
        return engagements
                .find(session.engagement())
                .filter(engagement -> engagement.sideOf(person).isPresent())
                .orElseThrow(Sessions::unknown);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
