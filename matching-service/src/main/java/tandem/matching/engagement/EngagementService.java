package tandem.matching.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.matching.match.Match;
import tandem.matching.match.Matches;
import tandem.matching.profile.Programmes;
import tandem.matching.provider.Providers;
import tandem.matching.provider.StandingService;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Starts and ends engagements; nobody else in Tandem does. An end frees the seat in the same transaction. */
@ApplicationScoped
public class EngagementService {

    private static final int ENDED_PER_TRANSACTION = 100;

    private final Engagements engagements;
    private final Matches matches;
    private final Providers providers;
    private final Programmes programmes;
    private final StandingService standings;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    EngagementService(
            Engagements engagements,
            Matches matches,
            Providers providers,
            Programmes programmes,
            StandingService standings,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.engagements = engagements;
        this.matches = matches;
        this.providers = providers;
        this.programmes = programmes;
        this.standings = standings;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /** Both sides signed: the match is assigned and the engagement runs from today. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void start(Match match, Terms terms, Instant lastSignedAt) {
        match.assign();
        var engagement = new Engagement(match, type(match), terms, today(), lastSignedAt);
        engagements.persist(engagement);
        outbox.append(engagement.started());
        standings.reassess(List.of(match.provider()));
        recheckGroup(engagement);
    }

    /** Peers need not be providers, and are employed like everybody else who takes part. */
    private ProviderType type(Match match) {
        return match.kind() == EngagementKind.PEER
                ? ProviderType.INTERNAL
                : providers.lock(match.provider()).type();
    }

    /** R85: why these terms cannot follow those that hold for a running engagement; empty when they can. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<TermFault> faults(Match match, Terms wanted) {
        return engagements.get(new EngagementId(match.id().value())).faults(wanted, today());
    }

    /** Both sides signed other terms while it runs. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void amend(Match match, Terms terms, int agreement) {
        var engagement = engagements.get(new EngagementId(match.id().value()));
        outbox.append(engagement.amend(terms, agreement));
        standings.reassess(List.of(match.provider()));
    }

    /** One side gives notice; it ends, and frees the seat, when the notice is over. */
    @Transactional
    public void terminate(EngagementId id, PersonId side, TerminationReason reason) {
        engagements.get(id).giveNotice(side, reason, today());
    }

    @Transactional
    public void end(EngagementId id, EndReason reason) {
        var ending = engagements.get(id);
        act.concerns(ending.leader(), ending.provider());
        endEach(List.of(ending), engagement -> end(engagement, reason, today()));
    }

    /** W9: how many more leaders of the programme can be given another provider. */
    @Transactional
    public Allowance allowance(ProgrammeId programme) {
        programmes.get(programme); // a count of nobody would say that there is such a programme
        return engagements.allowance(programme);
    }

    /**
     * Replaced for fit (R58, W9): the match is reassigned, the leader free for a new run.
     *
     * @param beyondAllowance whether it is wanted although a tenth of the leaders is reached by it; people come before the gate, but
     *     nobody misses the gate unawares
     */
    @Transactional
    public void reassign(MatchId id, ReassignmentReason reason, boolean beyondAllowance) {
        var match = matches.get(id);
        match.requireOfRecord();
        if (!beyondAllowance) {
            refuseBeyondAllowance(match);
        }
        match.reassign(reason.name(), clock.instant());
        act.concerns(match.leader(), match.provider());
        var engagement = engagements.get(new EngagementId(id.value()));
        endEach(List.of(engagement), ending -> outbox.append(ending.end(EndReason.REASSIGNED, today())));
    }

    private void refuseBeyondAllowance(Match match) {
        var allowance = engagements.lockedAllowance(match.programme());
        if (!allowance.covers(engagements.isReassigned(match.programme(), match.leader()))) {
            throw new Refused(
                    EngagementProblems.ALLOWANCE_EXHAUSTED,
                    "Say that it is wanted all the same",
                    Map.of(
                            "leaders",
                            allowance.leaders(),
                            "reassigned",
                            allowance.reassigned(),
                            "allowed",
                            allowance.allowed(),
                            "left",
                            allowance.left()));
        }
    }

    /** Ends everything a person takes part in, on either side; answers how many. */
    @Transactional
    public int endAll(PersonId person, EndReason reason, LocalDate day) {
        var running = engagements.running(person);
        endEach(running, engagement -> end(engagement, reason, day));
        return running.size();
    }

    /** Ends what has reached its last day by then, a bounded number at a time; answers whether there may be more. */
    @Transactional
    public boolean complete(LocalDate day) {
        var due = engagements.due(day, ENDED_PER_TRANSACTION);
        endEach(due, engagement -> end(engagement, engagement.reasonOnLastDay(), engagement.lastDay()));
        return due.size() == ENDED_PER_TRANSACTION;
    }

    /** R20, R35: after a reorganisation the two sides may stand in one reporting line. What runs is flagged for people to decide. */
    @Transactional
    public void recheckSeparation(PersonId person) {
        matches.withdrawReportingLines(person, clock.instant());
        engagements.flagReportingLines(person, clock.instant());
    }

    /** An end is a figure of the provider's, who may fall below the gate by it, or pass it again (R99). */
    private void endEach(List<Engagement> ending, Consumer<Engagement> end) {
        ending.forEach(end);
        standings.reassess(ending.stream().map(Engagement::provider).toList());
        ending.forEach(this::recheckGroup);
    }

    /** Who comes into a coaching group, or leaves it, changes whether two of its members stand in one line. */
    private void recheckGroup(Engagement engagement) {
        if (engagement.coachingGroup() != null) {
            engagements.flagReportingLines(engagement.leader(), clock.instant());
        }
    }

    private void end(Engagement engagement, EndReason reason, LocalDate day) {
        outbox.append(engagement.end(reason, day));
        matches.get(engagement.match()).releaseSeat();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
