package tandem.matching.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import tandem.events.ProfileState;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.Purpose;
import tandem.matching.engagement.EngagementService;
import tandem.matching.group.GroupService;
import tandem.matching.profile.ProfileService;
import tandem.matching.provider.StandingService;
import tandem.runtime.event.StateKey;
import tandem.runtime.inbox.Inbox;

/** Hears what MATCHING and FAIRNESS allow to know about people, and keeps the two apart. States of other purposes are none of this service's business. */
@ApplicationScoped
public class ProfileListener {

    public static final String CONSUMER = "matching-service.profile";

    private final Inbox inbox;
    private final ProfileService profiles;
    private final GroupService groups;
    private final EngagementService engagements;
    private final StandingService standings;

    ProfileListener(
            Inbox inbox,
            ProfileService profiles,
            GroupService groups,
            EngagementService engagements,
            StandingService standings) {
        this.inbox = inbox;
        this.profiles = profiles;
        this.groups = groups;
        this.engagements = engagements;
        this.standings = standings;
    }

    @Blocking
    @Incoming("matching-profile")
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.processStates(records, CONSUMER, this::apply);
    }

    private void apply(StateKey key, @Nullable ProfileState state) {
        if (key.purpose() == Purpose.MATCHING) {
            match(key, state);
        } else if (key.purpose() == Purpose.FAIRNESS) {
            audit(key, state);
        }
    }

    private void audit(StateKey key, @Nullable ProfileState state) {
        if (state instanceof FairnessProfile declared) {
            groups.keep(declared);
        } else {
            groups.removed(key.person());
        }
    }

    private void match(StateKey key, @Nullable ProfileState state) {
        if (state instanceof MatchingProfile profile) {
            if (profiles.keep(profile)) {
                // the new manager may be heard of here before or after EmploymentChanged
                engagements.recheckSeparation(profile.person());
                standings.reassess(List.of(profile.person())); // what HR tells may prove something of a mentor (R56)
            }
        } else {
            profiles.removed(key.person());
            standings.reassess(List.of(key.person()));
        }
    }
}
