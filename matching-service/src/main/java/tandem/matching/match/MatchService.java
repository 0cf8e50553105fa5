package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.match.Matches.Pair;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Profiles;
import tandem.matching.profile.Programme;
import tandem.matching.profile.Programmes;
import tandem.matching.provider.Provider;
import tandem.matching.provider.Providers;
import tandem.matching.scoring.HardRule;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** What humans, and the engine, do with a match. Every step takes the leader's lock first and the provider's second. */
@ApplicationScoped
public class MatchService {

    /** So long both have for one meeting and their answers (R47, W6); the rulebook gives no figure. */
    static final int EXPLORATION_DAYS = 14;

    private final Matches matches;
    private final Evidence evidence;
    private final RankingService rankings;
    private final WaitlistService waitlist;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    MatchService(
            Matches matches,
            Evidence evidence,
            RankingService rankings,
            WaitlistService waitlist,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.matches = matches;
        this.evidence = evidence;
        this.rankings = rankings;
        this.waitlist = waitlist;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /** What a match is made from and checked against: grouped, because every step needs most of it. */
    @ApplicationScoped
    static class Evidence {
        private final Profiles profiles;
        private final Programmes programmes;
        private final Providers providers;
        private final Participants participants;
        private final GroupMembers members;

        Evidence(
                Profiles profiles,
                Programmes programmes,
                Providers providers,
                Participants participants,
                GroupMembers members) {
            this.profiles = profiles;
            this.programmes = programmes;
            this.providers = providers;
            this.participants = participants;
            this.members = members;
        }

        void lockLeader(Pair pair) {
            participants.lock(pair);
        }

        /** What the rules of its kind look at may have changed since somebody chose the pair, or the member of a group. */
        void lookAgain(Match match, Pair pair) {
            if (pair.group() == null) {
                participants.refuseFaulty(pair, match.topic(), match.id());
            } else {
                members.refuseFaulty(pair, match.id());
            }
            match.weigh(participants.risk(pair));
        }

        Optional<Provider> lockProvider(Proposal proposal) {
            return providers.lockIfKnown(proposal.place().provider().id());
        }

        Provider lockProvider(Pair pair) {
            return providers.lock(pair.provider());
        }

        Programme programme(Pair pair) {
            return programmes.get(pair.programme());
        }

        Profile profile(Pair pair) {
            return profiles.find(pair.leader())
                    .orElseThrow(() -> new Refused(MatchProblems.STALE, "The leader's profile is gone"));
        }
    }

    /** Writes the proposals of one leader and track; what was open for both before is superseded. Under the leader's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void propose(PersonId leader, Track track, List<Proposal> proposals) {
        var now = clock.instant();
        matches.supersede(leader, track, now);
        var made = proposals.stream().map(proposal -> new Match(proposal, now)).toList();
        matches.persist(made);
        matches.stamp(made);
        outbox.appendAll(made.stream().map(Match::proposed).toList());
    }

    /**
     * Offers a free seat to somebody who waits: a proposal that holds the seat until it has run out. Under the leader's lock. Answers
     * false, and writes nothing, when the seat has gone to somebody else, or either side has changed since the proposal was made.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean offer(Proposal proposal) {
        var leader = proposal.leader();
        var track = proposal.track();
        var provider = evidence.lockProvider(proposal).orElse(null);
        if (provider == null
                || provider.version() != proposal.providerVersion()
                || !provider.servesOn(today())
                || matches.isUnderWay(leader, track)) {
            return false;
        }
        var pair = new Pair(proposal.programme(), leader, provider.person(), track, EngagementKind.STANDARD);
        if (!hasSeat(pair, provider, null)) {
            return false;
        }
        var now = clock.instant();
        var match = new Match(proposal, now);
        match.offer(now);
        matches.persist(match);
        matches.stamp(List.of(match));
        outbox.append(match.proposed());
        waitlist.offered(pair.programme(), leader, track, pair.provider());
        return true;
    }

    /** Offers that have run out by then, the oldest first; at most so many. */
    @Transactional
    public List<MatchId> overdue(Instant now, int limit) {
        return matches.overdue(now, limit);
    }

    /** Lets an offer run out, unless it was answered in the meantime: the seat is free, and the leader waits on in the same place. */
    @Transactional
    public void expire(MatchId id, Instant now) {
        var pair = matches.pair(id);
        evidence.lockLeader(pair);
        var match = matches.get(id);
        if (match.isOverdue(now)) {
            outbox.append(match.expire(now));
            waitlist.waitsOn(pair.programme(), pair.leader(), pair.track(), Match.OFFER_EXPIRED);
        }
    }

    /** The leader does not want the seat offered, and waits on in the same place; for anybody else the match does not exist. */
    @Transactional
    public void decline(MatchId id, Actor by) {
        var pair = matches.pair(id);
        if (!pair.leader().equals(by.requirePerson())) {
            throw Matches.unknown();
        }
        evidence.lockLeader(pair);
        var match = matches.get(id);
        if (!MatchState.SEEN_BY_SIDES.contains(match.state())) {
            throw Matches.unknown();
        }
        outbox.append(match.decline(clock.instant()));
        waitlist.waitsOn(pair.programme(), pair.leader(), pair.track(), Match.OFFER_DECLINED);
    }

    @Transactional
    public void review(MatchId id) {
        locked(id);
        matches.get(id).review();
    }

    /**
     * Approves once; the last approval needed takes the seat and closes the other proposals of the leader and track. Who was waiting
     * keeps the place until the seat is theirs: until an offer is taken, or both go on after they have met.
     */
    @Transactional
    public void approve(MatchId id, Actor by) {
        var pair = locked(id);
        if (pair.kind() == EngagementKind.GROUP) {
            approveMember(id, pair, by);
        } else if (pair.kind().isArranged()) {
            approveArranged(id, pair, by);
        } else {
            approveRanked(id, pair, by);
        }
    }

    /**
     * A member of a coaching group. The first who is approved takes a seat of the coach, for all; the coach is one of record, so that other
     * proposals of the leader are closed, and nobody waits on.
     */
    private void approveMember(MatchId id, Pair pair, Actor by) {
        var coach = evidence.lockProvider(pair);
        var match = matches.get(id);
        askAgain(match, pair, coach);
        match.approve(by, clock.instant(), null).ifPresent(approved -> {
            matches.supersede(pair.leader(), pair.track(), clock.instant());
            outbox.append(approved);
            waitlist.seatGiven(pair.programme(), pair.leader(), pair.track(), pair.provider());
        });
    }

    /** Nothing is superseded, and nobody waited for it. */
    private void approveArranged(MatchId id, Pair pair, Actor by) {
        var mentor = pair.kind() == EngagementKind.PEER ? null : evidence.lockProvider(pair);
        var match = matches.get(id);
        askAgain(match, pair, mentor);
        match.approve(by, clock.instant(), null).ifPresent(outbox::append);
    }

    /** The first approval of what people brought together asks the rules of its kind again, and for a seat where it takes one. */
    private void askAgain(Match match, Pair pair, @Nullable Provider provider) {
        if (match.state() == MatchState.REVIEWED) {
            evidence.lookAgain(match, pair);
            if (provider != null && !hasSeat(pair, provider, match.id())) {
                throw noFreeSeat(pair, provider);
            }
        }
    }

    private void approveRanked(MatchId id, Pair pair, Actor by) {
        var provider = evidence.lockProvider(pair);
        var match = matches.get(id);
        refuseStale(match, pair, provider);
        refuseWithoutSeat(match, pair, provider);
        match.approve(by, clock.instant(), exploreUntil(match)).ifPresent(approved -> {
            matches.supersede(pair.leader(), pair.track(), clock.instant());
            outbox.append(approved);
            if (match.isFinal() && !match.isOffer()) {
                waitlist.seatGiven(pair.programme(), pair.leader(), pair.track(), pair.provider());
            }
        });
    }

    private @Nullable LocalDate exploreUntil(Match match) {
        return matches.isExploratory(match.run()) ? today().plusDays(EXPLORATION_DAYS) : null;
    }

    @Transactional
    public void reject(MatchId id, String reason) {
        var pair = locked(id);
        var match = matches.get(id);
        outbox.append(match.reject(reason, clock.instant()));
        if (match.isOffer()) {
            waitlist.waitsOn(pair.programme(), pair.leader(), pair.track(), "OFFER_REJECTED");
        }
    }

    /** A human chooses another provider (R53); the choice starts reviewed and needs somebody else's approval. */
    @Transactional
    public MatchId override(MatchId id, PersonId provider, OverrideReason reason, Actor by) {
        var person = by.requirePerson();
        var pair = locked(id);
        var match = matches.get(id);
        match.requireRanked();
        if (provider.equals(pair.provider())) {
            throw notEligible(List.of("SAME_PROVIDER"));
        }
        var proposal =
                rankings.choose(evidence.programme(pair), match.run(), evidence.profile(pair), pair.track(), provider);
        var choice = new Match(proposal, clock.instant());
        var overridden = match.override(choice, person, reason.name(), clock.instant());
        matches.persist(choice);
        matches.stamp(List.of(choice));
        outbox.appendAll(List.of(choice.proposed(), overridden));
        return choice.id();
    }

    /** Under the leader's lock; what those who decide do about a match is about both its sides. */
    private Pair locked(MatchId id) {
        var pair = matches.pair(id);
        evidence.lockLeader(pair);
        act.concerns(pair.leader(), pair.provider());
        return pair;
    }

    /** A proposal is only as good as what it was made from. */
    private void refuseStale(Match match, Pair pair, Provider provider) {
        if (match.state() == MatchState.SUPERSEDED) {
            throw new Refused(MatchProblems.STALE, "A newer ranking replaced this proposal");
        }
        if (match.state() != MatchState.REVIEWED) {
            return; // the match itself says what is wrong with its state
        }
        if (!provider.servesOn(today())) {
            throw new Refused(MatchProblems.PROVIDER_ON_HOLD, "The provider left the pool after the ranking");
        }
        if (!match.isMadeFrom(evidence.profile(pair).revision(), provider.version())) {
            throw new Refused(MatchProblems.STALE, "Leader or provider changed since the ranking; a new run is needed");
        }
        if (matches.otherRole(pair.leader(), pair.track()).contains(pair.provider())) {
            throw notEligible(List.of(HardRule.SECOND_ROLE.name()));
        }
    }

    private void refuseWithoutSeat(Match match, Pair pair, Provider provider) {
        if (match.state() != MatchState.REVIEWED) {
            return;
        }
        if (matches.seatOf(pair.leader(), pair.track()).isPresent()) {
            throw new Refused(MatchProblems.LEADER_HAS_PROVIDER, "Reassign the present one first");
        }
        if (!hasSeat(pair, provider, match.id())) {
            throw noFreeSeat(pair, provider);
        }
    }

    private Refused noFreeSeat(Pair pair, Provider provider) {
        int here = evidence.programme(pair).seatsPerProvider(pair.track());
        return new Refused(
                MatchProblems.NO_FREE_SEAT,
                "All seats of the provider are taken, or offered to somebody who waits",
                Map.of("capacity", Math.min(provider.capacity(), here)));
    }

    private boolean hasSeat(Pair pair, Provider provider, @Nullable MatchId forMatch) {
        var held = matches.seats(pair, forMatch);
        return held.all() < provider.capacity()
                && held.here() < evidence.programme(pair).seatsPerProvider(pair.track());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Refused notEligible(List<String> reasons) {
        return new Refused(
                MatchProblems.NOT_ELIGIBLE,
                reasons.isEmpty() ? "The provider is not in the pool" : "Hard rules: " + String.join(", ", reasons),
                Map.of("reasons", reasons));
    }
}
