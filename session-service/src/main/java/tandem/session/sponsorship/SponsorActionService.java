package tandem.session.sponsorship;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;
import tandem.runtime.Ids;
import tandem.runtime.failure.Work;
import tandem.runtime.link.LinkToken;
import tandem.runtime.link.Links;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.SessionConfig;
import tandem.session.engagement.Engagements;

/** Commitment, action, confirmation. */
@ApplicationScoped
public class SponsorActionService {

    /** The form a third party's link opens. */
    private static final String CONFIRMATION = "sponsor-confirmation";

    private final SponsorActions actions;
    private final Engagements engagements;
    private final Outbox outbox;
    private final Links links;
    private final Work work;
    private final Clock programme;
    private final SessionConfig config;

    SponsorActionService(
            SponsorActions actions,
            Engagements engagements,
            Outbox outbox,
            Links links,
            Work work,
            @ProgrammeTime Clock programme,
            SessionConfig config) {
        this.actions = actions;
        this.engagements = engagements;
        this.outbox = outbox;
        this.links = links;
        this.work = work;
        this.programme = programme;
        this.config = config;
    }

    /** The provider of the engagement commits to something. */
    @Transactional
    public SponsorActionId commit(PersonId by, EngagementId id, SponsorActionKind kind, LocalDate dueOn) {
        var engagement = engagements.get(id, by);
        if (engagement.sideOf(by).filter(Party.PROVIDER::equals).isEmpty()) {
            throw SponsorActions.unknown();
        }
        var action = SponsorAction.commit(new SponsorActionId(Ids.next()), engagement, kind, dueOn, today());
        actions.persist(action);
        outbox.append(action.committed());
        return action.id();
    }

    /** The provider did it; answers the token a third party can confirm it with. It is not kept and cannot be asked for again. */
    @Transactional
    public String take(PersonId by, SponsorActionId id, LocalDate takenOn) {
        outbox.append(actions.get(id).take(by, takenOn, today()));
        return links.token(links.draw(CONFIRMATION, id.value(), config.confirmationLife()));
    }

    /** The provider tells what came of it (R103). */
    @Transactional
    public void report(PersonId by, SponsorActionId id, SponsorOutcome outcome) {
        outbox.append(actions.get(id).report(by, outcome, today()));
    }

    /** A third party, who has nothing but the token, confirms or denies; the link is spent either way. */
    public void answer(String token, boolean confirmed) {
        var link = LinkToken.require(token);
        work.inTransaction(link.tenant(), () -> {
            var spent = links.spend(link, CONFIRMATION, Boolean.toString(confirmed));
            // denied, it stays the mentor's word alone
            if (confirmed && !spent.isRepeated()) {
                outbox.append(actions.get(new SponsorActionId(spent.subject())).confirm(today()));
            }
            return spent;
        });
    }

    /** Puts the stand-in in the person's place; answers in how many actions. */
    @Transactional
    public int erase(PersonId provider, UUID erasedAs) {
        return actions.replace(provider, erasedAs);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(programme.instant(), ZoneOffset.UTC);
    }
}
