package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.profile.Needs;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Programme;
import tandem.matching.provider.PoolQueries;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Need;
import tandem.matching.scoring.Pool;
import tandem.matching.scoring.Ranking;
import tandem.matching.scoring.ScoreWeights;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.problem.Refused;

/** Brings profile, pool and rules together for one leader and track. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class RankingService {

    /** A place is explained against its neighbours as far down as this. */
    private static final int NEIGHBOURS = 50;

    private final PoolQueries pools;
    private final Matches matches;
    private final SentenceEmbeddings embeddings;

    RankingService(PoolQueries pools, Matches matches, SentenceEmbeddings embeddings) {
        this.pools = pools;
        this.matches = matches;
        this.embeddings = embeddings;
    }

    /** The ranking of one leader and track, and the proposals it gives. */
    public record Ranked(Ranking.Result ranking, List<Proposal> proposals) {}

    public String model() {
        return embeddings.modelId();
    }

    public Pool pool(Programme programme, Track track) {
        return pools.pool(programme.id(), track, programme.seatsPerProvider(track), model());
    }

    /** Whether the leader's vector was made by the model in use; one of another model is never compared. */
    public boolean isComparable(Profile profile) {
        var goals = profile.state().goals();
        return goals == null || goals.model().equals(model());
    }

    /** What a leader asks of the pool in one track, under the weights that hold for the pairing. */
    public record Ask(Profile profile, Need need, ScoreWeights weights) {}

    public Ask ask(Programme programme, Profile profile, Track track) {
        return new Ask(profile, need(programme, profile, track), weights(programme, profile, track));
    }

    /** The same under other weights than the policy's; a pairing for a promotion keeps its own (R43). */
    public Ask ask(Programme programme, Profile profile, Track track, ScoreWeights instead) {
        return ScoreWeights.isForPromotion(track, profile.state().trigger())
                ? ask(programme, profile, track)
                : new Ask(profile, need(programme, profile, track), instead);
    }

    public Ranked rank(Pool pool, Programme programme, UUID run, Profile profile, Track track, int top) {
        var ask = ask(programme, profile, track);
        var ranking = Ranking.of(pool, ask.need(), ask.weights(), top);
        var proposals = ranking.best().stream()
                .map(place -> proposal(programme, run, profile, track, place, ranking))
                .toList();
        return new Ranked(ranking, proposals);
    }

    /** The proposal of the provider an assignment gives to a leader; empty when a hard rule speaks against the pair by now. */
    public Optional<Proposal> placed(
            Pool pool,
            Programme programme,
            UUID run,
            Profile profile,
            Track track,
            PersonId provider,
            Proposal.@Nullable Choice choice) {
        var ask = ask(programme, profile, track);
        return Ranking.place(pool, ask.need(), ask.weights(), provider).map(place -> {
            var ranking = Ranking.of(pool, ask.need(), ask.weights(), Math.min(place.rank() + 1, NEIGHBOURS));
            return proposal(programme, run, profile, track, place, ranking).chosen(choice);
        });
    }

    /** The proposal of one provider a human chose, in the place the engine gives it; refused when a hard rule speaks against it. */
    Proposal choose(Programme programme, UUID run, Profile profile, Track track, PersonId provider) {
        var pool = pool(programme, track);
        var need = need(programme, profile, track);
        var weights = weights(programme, profile, track);
        var against = Ranking.against(pool, need, weights, provider);
        var place = Ranking.place(pool, need, weights, provider)
                .orElseThrow(() -> MatchService.notEligible(
                        against.stream().map(HardRule::name).toList()));
        var ranking = Ranking.of(pool, need, weights, Math.min(place.rank() + 1, NEIGHBOURS));
        return proposal(programme, run, profile, track, place, ranking);
    }

    private Need need(Programme programme, Profile profile, Track track) {
        var leader = profile.state().person();
        return Needs.of(
                profile.state(),
                track,
                matches.otherRole(leader, track),
                matches.turnedDown(leader, track),
                programme.terms().sessionMinutes());
    }

    private static ScoreWeights weights(Programme programme, Profile profile, Track track) {
        var weights = programme.weights();
        if (weights == null) {
            throw new Refused(MatchProblems.WEIGHTS_UNKNOWN, "The policy names weights nobody knows");
        }
        return weights.forPairing(track, profile.state().trigger());
    }

    private static Proposal proposal(
            Programme programme, UUID run, Profile profile, Track track, Ranking.Ranked place, Ranking.Result ranking) {
        return new Proposal(
                programme.id(),
                run,
                profile.state().person(),
                track,
                place,
                Explanation.of(place, ranking),
                weights(programme, profile, track).name(),
                risk(profile.state()),
                programme.policyVersion(),
                profile.revision(),
                place.provider().version(),
                null);
    }

    /** R51: platform leads, C-suite adjacents, direct budget authority and executive roles arrive as risks of the role. */
    static RiskClass risk(MatchingProfile profile) {
        return profile.roleRisks().isEmpty() ? RiskClass.STANDARD : RiskClass.HIGH;
    }
}
