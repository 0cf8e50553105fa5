package tandem.analytics.committee;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.analytics.committee.Motion.Minute;
import tandem.analytics.committee.Motion.Terms;
import tandem.analytics.rule.Ballot.Vote;
import tandem.events.ProgrammeId;

/**
 * A decision as it is signed: what was decided, on what evidence, and how each seat voted. It names seats and nobody.
 *
 * @param agreement the hash of the numbers that held (R131)
 * @param evaluation the hash of what the gate had come to; null if it had not been evaluated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionDocument(
        ProgrammeId programme,
        String template,
        int templateVersion,
        String gate,
        UUID motion,
        String decision,
        List<Minute> minutes,
        Terms terms,
        Map<Seat, Vote> votes,
        int quorum,
        @Nullable String agreement,
        @Nullable String evaluation,
        Instant decidedAt) {}
