package tandem.matching.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.matching.engagement.EngagementService;
import tandem.matching.match.Match;
import tandem.matching.match.MatchState;
import tandem.matching.match.Matches;
import tandem.matching.profile.Programmes;
import tandem.matching.provider.Providers;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Draws up the agreement of an approved match and takes the two signatures; the second one starts the engagement. A leader who signs
 * takes the seat that was offered off the waitlist.
 */
@ApplicationScoped
public class AgreementService {

    private final Agreements agreements;
    private final Matches matches;
    private final Terms terms;
    private final EngagementService engagements;
    private final WaitlistService waitlist;
    private final Outbox outbox;
    private final Clock clock;

    AgreementService(
            Agreements agreements,
            Matches matches,
            Terms terms,
            EngagementService engagements,
            WaitlistService waitlist,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.agreements = agreements;
        this.matches = matches;
        this.terms = terms;
        this.engagements = engagements;
        this.waitlist = waitlist;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What an agreement is drawn up from. */
    @ApplicationScoped
    static class Terms {
        private final Programmes programmes;
        private final Providers providers;

        Terms(Programmes programmes, Providers providers) {
            this.programmes = programmes;
            this.providers = providers;
        }

        List<Clause> clauses(Match match) {
            return Clauses.of(
                    match.track(),
                    providers.get(match.provider()).type(),
                    programmes.terms(match.programme(), match.policyVersion()));
        }
    }

    /** The agreement, for one of the two sides or, with {@code reader} null, for those who run the programme. */
    @Transactional
    public Agreement read(MatchId id, @Nullable PersonId reader) {
        var match = matches.get(id);
        if (reader != null) {
            party(match, reader);
        }
        return drawnUp(match);
    }

    /**
     * Signs the caller's own side; signing again changes nothing.
     *
     * @param contentHash of the text the caller read, or null
     */
    @Transactional
    public Agreement sign(MatchId id, Actor by, @Nullable String contentHash) {
        var match = matches.get(id);
        var party = party(match, by.requirePerson());
        var agreement = drawnUp(match);
        if (contentHash != null && !contentHash.equals(agreement.contentHash())) {
            throw new Refused(
                    AgreementProblems.OTHER_TEXT,
                    "Read the agreement again",
                    Map.of("contentHash", agreement.contentHash()));
        }
        if (agreement.signatures().containsKey(party)) {
            return agreement;
        }
        if (match.state() != MatchState.APPROVED) {
            throw notOpen(match);
        }
        return signed(match, agreement, party);
    }

    private Agreement signed(Match match, Agreement agreement, Party party) {
        var now = clock.instant();
        agreements.sign(match.id(), party, now);
        if (party == Party.LEADER && match.isOffer()) {
            match.take();
            waitlist.seatGiven(match.programme(), match.leader(), match.track(), match.provider());
        }
        boolean complete = !agreement.signatures().isEmpty();
        outbox.append(new AgreementSigned(match.id(), match.programme(), party, now, complete));
        if (complete) {
            engagements.start(match, now);
        }
        return agreements.lock(match.id()).orElseThrow();
    }

    private Agreement drawnUp(Match match) {
        var agreement = agreements.lock(match.id());
        if (agreement.isEmpty()) {
            if (match.state() != MatchState.APPROVED) {
                throw notOpen(match);
            }
            agreements.drawUp(match.id(), match.policyVersion(), terms.clauses(match));
            agreement = agreements.lock(match.id());
        }
        return agreement.orElseThrow();
    }

    /** Which side the person is; for anybody else the match does not exist, and neither it does before approval. */
    private static Party party(Match match, PersonId person) {
        if (MatchState.SEEN_BY_SIDES.contains(match.state())) {
            if (person.equals(match.leader())) {
                return Party.LEADER;
            }
            if (person.equals(match.provider())) {
                return Party.PROVIDER;
            }
        }
        throw new Refused(CommonProblems.NOT_FOUND, "No such match");
    }

    private static Refused notOpen(Match match) {
        return new Refused(AgreementProblems.NOT_OPEN, "The match is " + match.state(), Map.of("state", match.state()));
    }
}
