package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.RiskClass;
import tandem.matching.credential.ProofKind;
import tandem.matching.kind.Pairing;
import tandem.matching.kind.Participant;
import tandem.matching.kind.ParticipantFault;
import tandem.matching.kind.ParticipantRules;
import tandem.matching.kind.ReverseTopic;
import tandem.matching.match.Matches.Pair;
import tandem.matching.profile.Absences;
import tandem.matching.profile.Decisions;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Profiles;
import tandem.matching.provider.Provider;
import tandem.matching.provider.Providers;
import tandem.matching.provider.StandingService;
import tandem.runtime.problem.Refused;

/** What is known of the two sides of an arranged pairing, as its participant rules ask for it: when it is proposed, and again when it is approved. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Participants {

    /** In which locks are taken. */
    static final Comparator<PersonId> BY_ID = Comparator.comparing(PersonId::toString);

    private final Matches matches;
    private final Profiles profiles;
    private final Decisions decisions;
    private final Absences absences;
    private final Providers providers;
    private final StandingService standings;

    Participants(
            Matches matches,
            Profiles profiles,
            Decisions decisions,
            Absences absences,
            Providers providers,
            StandingService standings) {
        this.matches = matches;
        this.profiles = profiles;
        this.decisions = decisions;
        this.absences = absences;
        this.providers = providers;
        this.standings = standings;
    }

    /**
     * Takes the locks under which everything about a match is done. Either side of an arranged pair may be, or become, the leader of the other:
     * both are locked, in the order of their ids, so that no two pairs wait for each other.
     */
    void lock(Pair pair) {
        if (pair.kind().isArranged()) {
            Stream.of(pair.leader(), pair.provider()).sorted(BY_ID).forEach(decisions::lockAll);
        } else {
            decisions.lock(pair.programme(), pair.leader());
        }
    }

    /**
     * Refuses a pair the rules of its kind speak against (R21).
     *
     * @param match that is to be approved; null while it is only wished for
     */
    void refuseFaulty(Pair pair, @Nullable ReverseTopic topic, @Nullable MatchId match) {
        var pairing = new Pairing(
                pair.kind(),
                participant(pair, pair.leader(), match),
                participant(pair, pair.provider(), match),
                topic,
                matches.haveOtherRole(pair));
        refuse(pair.kind(), ParticipantRules.against(pairing));
    }

    /** Refuses with what the rules of a kind have against it; without a reason it does nothing. */
    static void refuse(EngagementKind kind, List<ParticipantFault> faults) {
        if (!faults.isEmpty()) {
            throw refused(kind, faults, Map.of());
        }
    }

    /** The refusal with these faults and their rules, and what else there is to say. */
    static Refused refused(EngagementKind kind, List<ParticipantFault> faults, Map<String, ?> further) {
        var context = new LinkedHashMap<String, Object>(further);
        context.put("faults", faults.stream().map(ParticipantFault::name).toList());
        context.put(
                "rules", faults.stream().map(ParticipantFault::rule).distinct().toList());
        return new Refused(MatchProblems.PARTICIPANTS_REFUSED, "The rules of " + kind + " speak against it", context);
    }

    /** R51: either side may be one whom the pair exposes. */
    RiskClass risk(Pair pair) {
        return profiles.findAll(List.of(pair.leader(), pair.provider())).values().stream()
                        .map(profile -> RankingService.risk(profile.state()))
                        .anyMatch(risk -> risk == RiskClass.HIGH)
                ? RiskClass.HIGH
                : RiskClass.STANDARD;
    }

    Participant participant(Pair pair, PersonId person, @Nullable MatchId match) {
        var profile = profiles.find(person).map(Profile::state).orElse(null);
        return new Participant(
                person,
                profile == null ? null : profile.level(),
                profile == null ? null : profile.manager(),
                profiles.managers(person),
                decisions.find(pair.programme(), person).isPresent(),
                absences.of(person).isPresent(),
                matches.isPlaced(person, pair.kind(), match),
                providers.find(person).filter(Provider::isHeld).isPresent(),
                standings.isProven(person, ProofKind.BIAS_TRAINING),
                standings.isProven(person, ProofKind.CONFLICT_CHECK),
                standings.isProven(person, ProofKind.COACH_TRAINING)
                        || standings.isProven(person, ProofKind.CREDENTIAL));
    }
}
