package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.GroupMember;
import tandem.matching.kind.GroupRules;
import tandem.matching.kind.Participant;
import tandem.matching.kind.ParticipantFault;
import tandem.matching.match.Matches.Pair;
import tandem.matching.profile.Decisions;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Profiles;
import tandem.matching.provider.Providers;
import tandem.runtime.time.ProgrammeTime;

/**
 * What is known of the members of coaching groups, as their rules ask for it (R21): when leaders are named for a group, and again when each
 * of them is approved.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class GroupMembers {

    private final Matches matches;
    private final Participants participants;
    private final Profiles profiles;
    private final Decisions decisions;
    private final Providers providers;
    private final Clock clock;

    GroupMembers(
            Matches matches,
            Participants participants,
            Profiles profiles,
            Decisions decisions,
            Providers providers,
            @ProgrammeTime Clock clock) {
        this.matches = matches;
        this.participants = participants;
        this.profiles = profiles;
        this.decisions = decisions;
        this.providers = providers;
        this.clock = clock;
    }

    /** Takes the locks of all these leaders, in the order of their ids, so that no two groups wait for each other. */
    void lock(ProgrammeId programme, Collection<PersonId> leaders) {
        leaders.stream().sorted(Participants.BY_ID).forEach(leader -> decisions.lock(programme, leader));
    }

    /** Refuses a member the rules speak against by now; the match is the one that is to be approved. */
    void refuseFaulty(Pair pair, MatchId match) {
        var group = Objects.requireNonNull(pair.group(), "a member of no group");
        refuseFaulty(pair.programme(), group, pair.provider(), List.of(pair.leader()), match);
    }

    /**
     * Refuses leaders who cannot be coached by this coach, or not together with each other and with whoever is in the group already.
     *
     * @param match that is to be approved; null while the leaders are only named
     */
    void refuseFaulty(
            ProgrammeId programme,
            CoachingGroupId group,
            PersonId coach,
            Collection<PersonId> leaders,
            @Nullable MatchId match) {
        var all = new LinkedHashMap<PersonId, Participant>();
        Stream.concat(matches.members(group).stream(), leaders.stream())
                .distinct()
                .forEach(leader ->
                        all.put(leader, participant(Pair.ofMember(programme, group, leader, coach), leader, match)));
        var leading = participant(Pair.ofMember(programme, group, coach, coach), coach, match);
        var faults = new TreeMap<String, List<ParticipantFault>>();
        put(faults, coach, GroupRules.againstCoach(leading, serves(coach)));
        for (var leader : leaders) {
            var others = all.values().stream()
                    .filter(other -> !other.id().equals(leader))
                    .toList();
            var member =
                    member(Pair.ofMember(programme, group, leader, coach), Objects.requireNonNull(all.get(leader)));
            put(faults, leader, GroupRules.againstMember(member, leading, others));
        }
        if (!faults.isEmpty()) {
            throw Participants.refused(
                    EngagementKind.GROUP,
                    faults.values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .sorted()
                            .toList(),
                    Map.of("people", faults)); // the others may go on without them
        }
    }

    private GroupMember member(Pair pair, Participant participant) {
        var leader = pair.leader();
        var profile = profiles.find(leader).map(Profile::state).orElse(null);
        var decided = decisions.find(pair.programme(), leader).stream()
                .flatMap(decision -> decision.tracks().stream())
                .anyMatch(planned -> planned.track() == Track.COACHING);
        return new GroupMember(
                participant,
                profile != null,
                decided,
                profile != null && profile.confidentialityNeedHigh(),
                matches.haveOtherRole(pair),
                matches.turnedDown(leader, Track.COACHING).contains(pair.provider()));
    }

    /** A leader with a coach of record is placed as well. */
    private Participant participant(Pair pair, PersonId person, @Nullable MatchId match) {
        var known = participants.participant(pair, person, match);
        return matches.seatOf(person, Track.COACHING).isEmpty() ? known : known.asPlaced();
    }

    /** In the pool for coaching today. */
    private boolean serves(PersonId coach) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return providers
                .find(coach)
                .filter(known -> known.tracks().contains(Track.COACHING) && known.servesOn(today))
                .isPresent();
    }

    private static void put(Map<String, List<ParticipantFault>> faults, PersonId person, List<ParticipantFault> found) {
        if (!found.isEmpty()) {
            faults.put(person.toString(), found);
        }
    }
}
