package tandem.matching.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.matching.match.Match;
import tandem.matching.match.Matches;
import tandem.matching.profile.Programmes;
import tandem.matching.provider.Providers;
import tandem.matching.provider.StandingService;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/** Starts and ends engagements; nobody else in Tandem does. An end frees the seat in the same transaction. */
@ApplicationScoped
public class EngagementService {

    private static final int ENDED_PER_TRANSACTION = 100;

    private final Engagements engagements;
    private final Matches matches;
    private final Providers providers;
    private final StandingService standings;
    private final Programmes programmes;
    private final Outbox outbox;
    private final Clock clock;

    EngagementService(
            Engagements engagements,
            Matches matches,
            Providers providers,
            StandingService standings,
            Programmes programmes,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.engagements = engagements;
        this.matches = matches;
        this.providers = providers;
        this.standings = standings;
        this.programmes = programmes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Both sides signed: the match is assigned and the engagement runs from today. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void start(Match match, Instant lastSignedAt) {
        match.assign();
        var type = providers.lock(match.provider()).type();
        var terms = programmes.terms(match.programme(), match.policyVersion());
        var engagement = new Engagement(match, type, terms, today(), lastSignedAt);
        engagements.persist(engagement);
        outbox.append(engagement.started());
        standings.reassess(List.of(match.provider()));
    }

    @Transactional
    public void end(EngagementId id, EndReason reason) {
        endEach(List.of(engagements.get(id)), engagement -> end(engagement, reason, today()));
    }

    /** Replaced for fit (R58, W9): the match is reassigned, the leader free for a new run. */
    @Transactional
    public void reassign(MatchId id, String reason) {
        var match = matches.get(id);
        match.reassign(reason, clock.instant());
        var engagement = engagements.get(new EngagementId(id.value()));
        outbox.append(engagement.end(EndReason.REASSIGNED, today()));
        standings.reassess(List.of(match.provider()));
    }

    /** Ends everything a person takes part in, on either side; answers how many. */
    @Transactional
    public int endAll(PersonId person, EndReason reason, LocalDate day) {
        var running = engagements.running(person);
        endEach(running, engagement -> end(engagement, reason, day));
        return running.size();
    }

    /** Ends what has reached its planned end by then, a bounded number at a time; answers whether there may be more. */
    @Transactional
    public boolean complete(LocalDate day) {
        var due = engagements.due(day, ENDED_PER_TRANSACTION);
        endEach(due, engagement -> end(engagement, EndReason.COMPLETED, engagement.plannedEndOn()));
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
    }

    private void end(Engagement engagement, EndReason reason, LocalDate day) {
        outbox.append(engagement.end(reason, day));
        matches.get(engagement.match()).releaseSeat();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
