package tandem.matching.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.ProviderType;
import tandem.events.Track;

/**
 * The hard rules: what rules a pair out. Each is a method of its own; {@link #against} is the one list. No reason means eligible.
 */
public final class Eligibility {

    private static final List<HardRule> RULES = List.of(HardRule.values());

    private Eligibility() {}

    /** Why this candidate cannot serve this need, as bits of {@link HardRule}; 0 when eligible. */
    static int against(Need need, Candidate candidate) {
        return standing(need.track(), candidate) | between(need, candidate) | sponsoring(need, candidate);
    }

    /** What speaks against a candidate in a track, whoever the leader is: asked once per pool. */
    static int standing(Track track, Candidate candidate) {
        return rule(HardRule.TRACK_NOT_OFFERED, doesNotOfferTrack(track, candidate))
                | barrier(candidate.barrier())
                | rule(HardRule.NO_FREE_SEAT, candidate.freeSeats() <= 0)
                | rule(HardRule.PROVIDER_ON_LEAVE, candidate.onLeave());
    }

    /** What speaks against these two: asked only of the few candidates a leader is tied to, see {@link Pool#tied}. */
    static int between(Need need, Candidate candidate) {
        return rule(HardRule.SAME_PERSON, isSamePerson(need, candidate))
                | rule(HardRule.LINE_MANAGER, isLineManager(need, candidate))
                | rule(HardRule.REPORTS_TO_LEADER, reportsToLeader(need, candidate))
                | rule(HardRule.SECOND_ROLE, hasSecondRole(need, candidate))
                | rule(HardRule.TURNED_DOWN, isTurnedDown(need, candidate));
    }

    /** What the kind of pairing asks of a candidate. */
    static int sponsoring(Need need, Candidate candidate) {
        return rule(HardRule.EXTERNAL_CANNOT_SPONSOR, cannotSponsor(need, candidate));
    }

    private static boolean isSamePerson(Need need, Candidate candidate) {
        return candidate.id().equals(need.leader());
    }

    private static boolean doesNotOfferTrack(Track track, Candidate candidate) {
        return !candidate.tracks().contains(track);
    }

    /** R20, now and after a reorganisation: also asked of running engagements when a manager changes. */
    private static boolean isLineManager(Need need, Candidate candidate) {
        return candidate.id().equals(need.manager());
    }

    private static boolean reportsToLeader(Need need, Candidate candidate) {
        return need.leader().equals(candidate.manager());
    }

    /** R35: neither at once nor one after the other; the two tracks stay two people. */
    private static boolean hasSecondRole(Need need, Candidate candidate) {
        return need.otherRole().contains(candidate.id());
    }

    private static boolean isTurnedDown(Need need, Candidate candidate) {
        return need.turnedDown().contains(candidate.id());
    }

    private static boolean cannotSponsor(Need need, Candidate candidate) {
        return need.sponsorshipNeeded() && candidate.type() == ProviderType.EXTERNAL;
    }

    static List<HardRule> rules(int bits) {
        return RULES.stream().filter(rule -> (bits & rule.bit()) != 0).toList();
    }

    static void count(int bits, int[] counts) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            counts[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    static int[] counter() {
        return new int[RULES.size()];
    }

    static List<HardRule> all() {
        return RULES;
    }

    private static int barrier(@Nullable HardRule rule) {
        return rule == null ? 0 : rule.bit();
    }

    private static int rule(HardRule rule, boolean broken) {
        return broken ? rule.bit() : 0;
    }
}
