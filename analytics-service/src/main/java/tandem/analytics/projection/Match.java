package tandem.analytics.projection;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchOverridden;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;

/** A proposed pair on its way to an assignment. */
public record Match(
        String tenant,
        MatchId match,
        ProgrammeId programme,
        @Nullable PersonId leader,
        @Nullable PersonId provider,
        @Nullable Track track,
        int rank,
        @Nullable BigDecimal score,
        @Nullable BigDecimal coverage,
        @Nullable RiskClass riskClass,
        int policyVersion,
        long stateSequence,
        @Nullable State state,
        @Nullable Instant proposedAt,
        @Nullable Instant approvedAt,
        boolean overridden,
        @Nullable Instant leaderSignedAt,
        @Nullable Instant providerSignedAt,
        boolean agreementComplete)
        implements Fact<Match> {
    /** How far a pair came. */
    public enum State {
        PROPOSED,
        APPROVED,
        REJECTED
    }

    static Match of(Envelope<?> at, MatchProposed e) {
        return new Match(
                at.tenant(),
                e.match(),
                e.programme(),
                e.leader(),
                e.provider(),
                e.track(),
                e.rank(),
                e.score(),
                e.coverage(),
                e.riskClass(),
                e.policyVersion(),
                at.sequence(),
                State.PROPOSED,
                at.time(),
                null,
                false,
                null,
                null,
                false);
    }

    static Match of(Envelope<?> at, MatchApproved e) {
        return new Match(
                at.tenant(),
                e.match(),
                e.programme(),
                e.leader(),
                e.provider(),
                null,
                0,
                null,
                null,
                null,
                0,
                at.sequence(),
                State.APPROVED,
                null,
                at.time(),
                false,
                null,
                null,
                false);
    }

    static Match of(Envelope<?> at, MatchRejected e) {
        return new Match(
                at.tenant(),
                e.match(),
                e.programme(),
                e.leader(),
                e.provider(),
                null,
                0,
                null,
                null,
                null,
                0,
                at.sequence(),
                State.REJECTED,
                null,
                null,
                false,
                null,
                null,
                false);
    }

    static Match of(Envelope<?> at, MatchOverridden e) {
        return new Match(
                at.tenant(),
                e.match(),
                e.programme(),
                e.leader(),
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                0,
                null,
                null,
                null,
                true,
                null,
                null,
                false);
    }

    static Match of(Envelope<?> at, AgreementSigned e) {
        var byLeader = e.party() == Party.LEADER ? e.signedAt() : null;
        var byProvider = e.party() == Party.PROVIDER ? e.signedAt() : null;
        return new Match(
                at.tenant(),
                e.match(),
                e.programme(),
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                0,
                null,
                null,
                null,
                false,
                byLeader,
                byProvider,
                e.complete());
    }

    @Override
    public Match join(Match other) {
        var proposal = proposedAt != null ? this : other;
        var latest = stateSequence >= other.stateSequence ? this : other;
        return new Match(
                tenant,
                match,
                programme,
                leader != null ? leader : other.leader,
                provider != null ? provider : other.provider,
                proposal.track,
                proposal.rank,
                proposal.score,
                proposal.coverage,
                proposal.riskClass,
                proposal.policyVersion,
                latest.stateSequence,
                latest.state,
                proposal.proposedAt,
                Join.earlier(approvedAt, other.approvedAt),
                overridden || other.overridden,
                Join.either(leaderSignedAt, other.leaderSignedAt),
                Join.either(providerSignedAt, other.providerSignedAt),
                agreementComplete || other.agreementComplete);
    }
}
