package tandem.matching.provider;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.events.Availability;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.scoring.Fit;

/** What a provider brings: the structured evidence a human entered, in codes. */
public record ProviderEvidence(
        ProviderType type,
        Set<Track> tracks,
        int capacity,
        ZoneId timeZone,
        List<Availability> availability,
        List<String> skillCodes,
        List<String> behaviourCodes,
        List<String> credentialCodes) {

    /** The text that is embedded: the labels of the codes, skills first, as intake-service joins those of a leader's goals. */
    String labels() {
        return Stream.concat(
                        skillCodes.stream().sorted(), behaviourCodes.stream().sorted())
                .distinct()
                .map(Fit::label)
                .collect(Collectors.joining(". "));
    }
}
