package tandem.matching.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.matching.agreement.Agreement.Cause;
import tandem.matching.engagement.EngagementService;
import tandem.matching.engagement.TermFault;
import tandem.matching.engagement.Terms;
import tandem.matching.match.Match;
import tandem.matching.match.MatchState;
import tandem.matching.match.Matches;
import tandem.matching.profile.Programmes;
import tandem.matching.provider.Providers;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Draws up the agreement of an approved match and takes the two signatures; the second one starts the engagement. A leader who signs
 * takes the seat that was offered off the waitlist. Other terms are a new version, which takes effect when both have signed that one.
 */
@ApplicationScoped
public class AgreementService {

    static final int REVISIONS_MAX = 20;

    private final Agreements agreements;
    private final Matches matches;
    private final Basis basis;
    private final EngagementService engagements;
    private final WaitlistService waitlist;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    AgreementService(
            Agreements agreements,
            Matches matches,
            Basis basis,
            EngagementService engagements,
            WaitlistService waitlist,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.agreements = agreements;
        this.matches = matches;
        this.basis = basis;
        this.engagements = engagements;
        this.waitlist = waitlist;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /** What an agreement is drawn up from. */
    @ApplicationScoped
    static class Basis {
        private final Programmes programmes;
        private final Providers providers;

        Basis(Programmes programmes, Providers providers) {
            this.programmes = programmes;
            this.providers = providers;
        }

        Terms terms(Match match, int policyVersion) {
            return Terms.of(match.kind(), match.track(), programmes.terms(match.programme(), policyVersion));
        }

        List<Clause> clauses(Match match, Terms terms) {
            return Clauses.of(match.track(), type(match), match.topic(), terms);
        }

        /** Peers are no providers, and employed like everybody else who takes part. */
        private ProviderType type(Match match) {
            return match.kind() == EngagementKind.PEER
                    ? ProviderType.INTERNAL
                    : providers.get(match.provider()).type();
        }
    }

    /** The last version, for one of the two sides or, with {@code reader} null, for those who run the programme. */
    @Transactional
    public Agreement read(MatchId id, @Nullable PersonId reader) {
        return drawnUp(visible(id, reader));
    }

    /** An earlier version, or the last one, for the same readers. */
    @Transactional
    public Agreement read(MatchId id, int revision, @Nullable PersonId reader) {
        var match = visible(id, reader);
        drawnUp(match);
        return agreements
                .find(id, revision, version -> basis.terms(match, version))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "The agreement has no such version"));
    }

    /**
     * Signs the caller's own side of the last version; signing again changes nothing.
     *
     * @param contentHash of the text the caller read, or null
     */
    @Transactional
    public Agreement sign(MatchId id, Actor by, @Nullable String contentHash) {
        var match = matches.get(id);
        var party = match.side(by.requirePerson());
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
        requireOpen(match);
        return signed(match, agreement, party);
    }

    /**
     * Draws up a version with other terms, which both sides have to sign; until then what both signed before holds (R10, R85). Asked by
     * one of the two sides or, with {@code side} null, by those who run the programme.
     */
    @Transactional
    public Agreement change(MatchId id, Change change, @Nullable PersonId side) {
        var match = visible(id, side);
        requireOpen(match);
        var last = drawnUp(match);
        var present = agreements
                .inForce(id, version -> basis.terms(match, version))
                .orElse(last)
                .terms();
        var wanted = change.of(present);
        refuseFaulty(match, wanted, present);
        if (last.revision() >= REVISIONS_MAX) {
            throw new Refused(AgreementProblems.TOO_MANY, "At most " + REVISIONS_MAX + " versions");
        }
        var cause = wanted.isRenewalOf(present) ? Cause.RENEWAL : Cause.CHANGE;
        agreements.drawUp(version(match, last.revision() + 1, cause, change.reason(), wanted));
        return drawnUp(match);
    }

    private void refuseFaulty(Match match, Terms wanted, Terms present) {
        var faults = new LinkedHashSet<TermFault>(wanted.faults(match.track(), match.kind()));
        faults.addAll(wanted.faultsAfter(present));
        if (match.state() == MatchState.ASSIGNED) {
            faults.addAll(engagements.faults(match, wanted));
        }
        if (!faults.isEmpty()) {
            throw new Refused(
                    AgreementProblems.TERMS_REFUSED,
                    "The rules speak against it",
                    Map.of(
                            "faults",
                            faults.stream().map(TermFault::name).toList(),
                            "rules",
                            faults.stream().map(TermFault::rule).distinct().toList()));
        }
    }

    private Agreement signed(Match match, Agreement agreement, Party party) {
        var now = clock.instant();
        agreements.sign(agreement, party, now);
        boolean complete = !agreement.signatures().isEmpty();
        if (match.state() == MatchState.APPROVED) {
            if (party == Party.LEADER && match.isOffer()) {
                match.take();
                waitlist.seatGiven(match.programme(), match.leader(), match.track(), match.provider());
            }
            outbox.append(new AgreementSigned(match.id(), match.programme(), party, now, complete));
        }
        if (complete) {
            takeEffect(match, agreement, now);
        }
        return drawnUp(match);
    }

    private void takeEffect(Match match, Agreement agreement, Instant now) {
        if (match.state() == MatchState.APPROVED) {
            engagements.start(match, agreement.terms(), now);
        } else {
            engagements.amend(match, agreement.terms(), agreement.revision());
        }
    }

    private Agreement drawnUp(Match match) {
        var agreement = agreements.lock(match.id(), version -> basis.terms(match, version));
        if (agreement.isEmpty()) {
            if (match.state() != MatchState.APPROVED) {
                throw notOpen(match);
            }
            var terms = basis.terms(match, match.policyVersion());
            agreements.drawUp(version(match, 1, Cause.APPROVAL, null, terms));
            agreement = agreements.lock(match.id(), version -> basis.terms(match, version));
        }
        return agreement.orElseThrow();
    }

    private Agreement version(Match match, int revision, Cause cause, @Nullable String reason, Terms terms) {
        var clauses = basis.clauses(match, terms);
        return new Agreement(
                match.id(),
                revision,
                cause,
                reason,
                match.policyVersion(),
                terms,
                clauses,
                Clauses.hash(clauses),
                Map.of());
    }

    private Match visible(MatchId id, @Nullable PersonId reader) {
        var match = matches.get(id);
        if (reader == null) {
            act.concerns(match.leader(), match.provider());
        } else {
            match.side(reader);
            act.showsOwn();
        }
        return match;
    }

    private static void requireOpen(Match match) {
        if (match.state() != MatchState.APPROVED && match.state() != MatchState.ASSIGNED) {
            throw notOpen(match);
        }
    }

    private static Refused notOpen(Match match) {
        return new Refused(AgreementProblems.NOT_OPEN, "The match is " + match.state(), Map.of("state", match.state()));
    }
}
