package tandem.matching.weighting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.matching.profile.Programmes;
import tandem.matching.scoring.ScoreWeights;
import tandem.matching.scoring.WeightSet;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Adds versions of a programme's own weights. A policy that names the profile is matched by its latest version. */
@ApplicationScoped
public class WeightProfileService {

    private final WeightProfiles profiles;
    private final Programmes programmes;
    private final Clock clock;

    WeightProfileService(WeightProfiles profiles, Programmes programmes, @ProgrammeTime Clock clock) {
        this.profiles = profiles;
        this.programmes = programmes;
        this.clock = clock;
    }

    /** Points of the five signals, as somebody entered them. */
    public record Points(int technical, int behavioural, int sponsorship, int availability, int pastSuccess) {
        List<String> faults() {
            return ScoreWeights.faults(technical, behavioural, sponsorship, availability, pastSuccess);
        }

        ScoreWeights named(String name) {
            return new ScoreWeights(name, technical, behavioural, sponsorship, availability, pastSuccess);
        }
    }

    /** Adds a version; a kind of pairing without points of its own keeps the shipped ones. */
    @Transactional
    public void put(
            ProgrammeId programme,
            String name,
            Points general,
            @Nullable Points promotion,
            @Nullable Points coaching,
            Optional<Revision> seen,
            Actor by) {
        programmes.get(programme);
        if (WeightSet.shipped(name).isPresent()) {
            throw new Refused(WeightingProblems.SHIPPED, "Choose another name");
        }
        int version = profiles.lock(programme, name);
        if (version > 0) {
            Revision.check(seen, version);
        }
        int next = version + 1;
        refuse(general, promotion, coaching);
        var prefix = name + ":" + next + ":";
        var weights = new WeightSet(
                name,
                general.named(prefix + "GENERAL"),
                promotion == null ? ScoreWeights.PROMOTION : promotion.named(prefix + "PROMOTION"),
                coaching == null ? ScoreWeights.COACHING : coaching.named(prefix + "COACHING"));
        refuse(weights.faults());
        profiles.add(programme, name, next, weights, by.who(), clock.instant());
    }

    private static void refuse(Points general, @Nullable Points promotion, @Nullable Points coaching) {
        var faults = new ArrayList<>(general.faults());
        faults.addAll(promotion == null ? List.of() : promotion.faults());
        faults.addAll(coaching == null ? List.of() : coaching.faults());
        refuse(faults);
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(WeightingProblems.FAULTY, String.join(", ", faults), Map.of("faults", faults));
        }
    }
}
