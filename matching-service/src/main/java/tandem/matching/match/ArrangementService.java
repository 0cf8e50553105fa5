package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.ReverseTopic;
import tandem.matching.match.Matches.Pair;
import tandem.matching.profile.Programmes;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/**
 * Proposes a pair of a kind no ranking finds: peers, a junior who mentors a senior (R21), or a manager who coaches (R20). From there on it
 * is a match like any other, and somebody else approves it (R47, R51).
 */
@ApplicationScoped
public class ArrangementService {

    private final Matches matches;
    private final Participants participants;
    private final Programmes programmes;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    ArrangementService(
            Matches matches,
            Participants participants,
            Programmes programmes,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.matches = matches;
        this.participants = participants;
        this.programmes = programmes;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /**
     * Who is to be paired in which kind, and why, as a code.
     *
     * @param leader for whom it is; of peers one of the two
     * @param provider who mentors, or coaches as the manager; of peers the other one
     */
    public record Wish(
            ProgrammeId programme,
            EngagementKind kind,
            PersonId leader,
            PersonId provider,
            @Nullable ReverseTopic topic,
            String reason) {}

    @Transactional
    public MatchId arrange(Wish wish, Actor by) {
        var chooser = by.requirePerson();
        var programme = programmes.get(wish.programme());
        programme.requireOpen();
        var pair = new Pair(wish.programme(), wish.leader(), wish.provider(), trackOf(wish.kind()), wish.kind());
        participants.lock(pair);
        participants.refuseFaulty(pair, wish.topic(), null);
        var match = new Match(
                new Arrangement(
                        pair.programme(),
                        pair.kind(),
                        pair.track(),
                        null,
                        pair.leader(),
                        pair.provider(),
                        wish.topic(),
                        participants.risk(pair),
                        programme.policyVersion(),
                        chooser,
                        wish.reason()),
                clock.instant());
        matches.persistAndFlush(match);
        act.concerns(pair.leader(), pair.provider());
        outbox.append(match.proposed());
        return match.id();
    }

    /** What the two do together, though it is no part of the track that was decided. */
    private static Track trackOf(EngagementKind kind) {
        return kind == EngagementKind.MANAGER_AS_COACH ? Track.COACHING : Track.MENTORING;
    }
}
