package tandem.matching.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.matching.scoring.Need;

class NeedsTest {

    @Test
    void wishesForAnExternalCoachWhereConfidentialityIsEssential() {
        assertThat(need(Track.COACHING, true, null).wishes()).containsExactlyInAnyOrder("SENIOR", "EXTERNAL");
        assertThat(need(Track.MENTORING, true, null).wishes()).containsExactly("SENIOR");
    }

    @Test
    void needsASponsorForAPromotionAndAfterABehaviouralShift() {
        assertThat(need(Track.MENTORING, false, Trigger.PROMOTION_PATHWAY).sponsorshipNeeded())
                .isTrue();
        assertThat(need(Track.MENTORING, false, Trigger.BEHAVIOURAL_SHIFT).sponsorshipNeeded())
                .isTrue();
        assertThat(need(Track.COACHING, false, Trigger.PROMOTION_PATHWAY).sponsorshipNeeded())
                .isFalse();
    }

    @Test
    void asksACoachForOneSharedSessionAWeek() {
        assertThat(need(Track.COACHING, false, null).sharedMinutesNeeded()).isEqualTo(60);
        assertThat(need(Track.MENTORING, false, null).sharedMinutesNeeded()).isZero();
    }

    private static Need need(Track track, boolean confidential, @Nullable Trigger trigger) {
        var profile = new MatchingProfile(
                new PersonId(new UUID(0, 1)),
                1,
                null,
                null,
                3,
                30,
                "Europe/Berlin",
                List.of(),
                List.of("DATA_STRATEGY"),
                List.of(),
                trigger,
                null,
                List.of("SENIOR"),
                confidential,
                List.of(),
                null);
        return Needs.of(profile, track, Set.of(), Set.of(), 60);
    }
}
