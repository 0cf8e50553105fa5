package tandem.matching.exploration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.match.Match;
import tandem.matching.match.MatchState;
import tandem.matching.match.Matches;
import tandem.matching.profile.Decisions;
import tandem.matching.run.RunService;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.mail.Mailer;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Takes what both sides say after their exploratory meeting. Nothing follows from the first answer, so that neither can tell by the
 * time who said no; with the second, or when time is up, the pair is final or the next candidates are proposed.
 */
@ApplicationScoped
public class ExplorationService {

    static final String DECLINED = "EXPLORATION_";
    static final String LAPSED = "EXPLORATION_LAPSED";

    private static final int REMINDED_DAYS_BEFORE = 4;
    private static final int REMINDED_PER_TRANSACTION = 50;
    private static final String REMINDER = "exploration-due";

    private final Explorations explorations;
    private final Matches matches;
    private final Decisions decisions;
    private final Sequel sequel;
    private final Mailer mailer;
    private final CurrentAct act;
    private final Clock clock;

    ExplorationService(
            Explorations explorations,
            Matches matches,
            Decisions decisions,
            Sequel sequel,
            Mailer mailer,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.explorations = explorations;
        this.matches = matches;
        this.decisions = decisions;
        this.sequel = sequel;
        this.mailer = mailer;
        this.act = act;
        this.clock = clock;
    }

    /** What follows: the seat is the leader's, or it is told that it is not, and the next candidates are proposed, or the leader waits. */
    @ApplicationScoped
    static class Sequel {
        private final RunService runs;
        private final WaitlistService waitlist;
        private final Outbox outbox;

        Sequel(RunService runs, WaitlistService waitlist, Outbox outbox) {
            this.runs = runs;
            this.waitlist = waitlist;
            this.outbox = outbox;
        }

        void settled(Match match) {
            waitlist.seatGiven(match.programme(), match.leader(), match.track(), match.provider());
        }

        void givenUp(MatchRejected given, Track track) {
            outbox.append(given);
            if (!runs.again(given.programme(), track, given.leader())) {
                waitlist.wait(given.programme(), given.leader(), track, given.reason());
            }
        }
    }

    /**
     * The exploratory phase of a match.
     *
     * @param until the last day for an answer
     */
    public record Exploration(MatchId match, MatchState state, LocalDate until, List<Answer> answers) {
        public Exploration {
            answers = List.copyOf(answers);
        }
    }

    /** For one of the two sides or, with {@code reader} null, for those who run the programme. */
    @Transactional
    public Exploration read(MatchId id, @Nullable PersonId reader) {
        var match = matches.get(id);
        if (reader == null) {
            act.shows(match.leader(), match.provider());
        } else {
            match.side(reader);
            act.showsOwn();
        }
        return exploration(match);
    }

    /**
     * Takes the answer of one side, once.
     *
     * @param reason of a no; null with a yes
     */
    @Transactional
    public Exploration answer(MatchId id, PersonId side, Verdict verdict, @Nullable DeclineReason reason) {
        if ((verdict == Verdict.NO_GO) != (reason != null)) {
            throw new Refused(ExplorationProblems.REASON_MISSING, "Name the reason of a no, and none of a yes");
        }
        var match = locked(id);
        var party = match.side(side);
        if (match.state() != MatchState.EXPLORING) {
            throw new Refused(
                    ExplorationProblems.NOT_EXPLORING, "The match is " + match.state(), Map.of("state", match.state()));
        }
        if (explorations.answers(id).stream().anyMatch(answer -> answer.by() == party)) {
            throw new Refused(ExplorationProblems.ANSWERED, "An answer is final");
        }
        explorations.add(id, new Answer(party, verdict, reason, clock.instant()));
        var answers = explorations.answers(id);
        if (Answer.isMutual(answers)) {
            match.settle(clock.instant());
            sequel.settled(match);
        } else if (answers.size() == Party.values().length) {
            giveUp(match, answers);
        }
        return exploration(match);
    }

    /** Gives up one pair whose time is over; answers whether there may be more. */
    @Transactional
    public boolean lapse(LocalDate day) {
        var lapsed = explorations.lapsedBy(day, 1);
        for (var id : lapsed) {
            var match = locked(id);
            if (match.state() == MatchState.EXPLORING) {
                giveUp(match, explorations.answers(id));
            }
        }
        return !lapsed.isEmpty();
    }

    /** Writes to whoever has not answered with some days to go, once; answers whether there may be more. */
    @Transactional
    public boolean remind(LocalDate day) {
        var waiting = explorations.unremindedUntil(day.plusDays(REMINDED_DAYS_BEFORE), REMINDED_PER_TRANSACTION);
        for (var id : waiting) {
            var match = matches.get(id);
            match.remind(day);
            var answered = explorations.answers(id).stream().map(Answer::by).toList();
            for (var party : Party.values()) {
                if (!answered.contains(party)) {
                    var person = party == Party.LEADER ? match.leader() : match.provider();
                    mailer.queue(
                            person,
                            REMINDER,
                            Map.of("match", id.toString(), "until", until(match).toString()));
                }
            }
        }
        matches.flush();
        return waiting.size() == REMINDED_PER_TRANSACTION;
    }

    /** The answers stay with the match, for whoever reviews the next proposals; the seat is free, and the next are proposed. */
    private void giveUp(Match match, List<Answer> answers) {
        var now = clock.instant();
        var given = Answer.declined(answers)
                .map(reason -> match.part(DECLINED + reason.name(), now))
                .orElseGet(() -> match.lapse(LAPSED, now));
        matches.flush();
        sequel.givenUp(given, match.track());
    }

    /** The leader's lock comes first, as everywhere. */
    private Match locked(MatchId id) {
        var pair = matches.pair(id);
        decisions.lock(pair.programme(), pair.leader());
        return matches.get(id);
    }

    private Exploration exploration(Match match) {
        return new Exploration(match.id(), match.state(), until(match), explorations.answers(match.id()));
    }

    private static LocalDate until(Match match) {
        var until = match.exploreUntil();
        if (until == null) {
            throw new Refused(CommonProblems.NOT_FOUND, "The match has no exploratory phase");
        }
        return until;
    }
}
