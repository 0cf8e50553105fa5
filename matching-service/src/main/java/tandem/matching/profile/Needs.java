package tandem.matching.profile;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.matching.scoring.Need;
import tandem.matching.scoring.WeeklyHours;

/** Turns a profile into the need of one track. Everything it reads is in the register of MATCHING fields (R52). */
public final class Needs {

    private static final Set<Trigger> ABOUT_SPONSORSHIP =
            Set.of(Trigger.PROMOTION_PATHWAY, Trigger.BEFORE_PROMOTION, Trigger.BEHAVIOURAL_SHIFT);

    private Needs() {}

    /**
     * The need of one leader in one track.
     *
     * @param otherRole who serves or served the leader in the other track, or was paired with the leader otherwise (R35)
     * @param turnedDown providers a human turned down for this leader and track, or replaced for fit
     * @param sessionMinutes length of a session: coaching needs one shared slot a week (R44)
     */
    public static Need of(
            MatchingProfile profile,
            Track track,
            Set<PersonId> otherRole,
            Set<PersonId> turnedDown,
            int sessionMinutes) {
        var goals = profile.goals();
        return new Need(
                profile.person(),
                track,
                profile.manager(),
                new WeeklyHours(ZoneId.of(profile.timeZone()), profile.availability()),
                Set.copyOf(profile.skillCodes()),
                Set.copyOf(profile.behaviourCodes()),
                wishes(profile, track),
                goals == null ? null : vector(goals.vector()),
                otherRole,
                turnedDown,
                needsSponsorship(profile, track),
                track == Track.COACHING ? sessionMinutes : 0);
    }

    /** R45 asks the leader; R16 adds the wish for an external coach where confidentiality is essential. */
    private static Set<String> wishes(MatchingProfile profile, Track track) {
        var wishes = new HashSet<>(profile.preferences());
        if (track == Track.COACHING && profile.confidentialityNeedHigh()) {
            wishes.add(ProviderType.EXTERNAL.name());
        }
        return Set.copyOf(wishes);
    }

    /** R25 and R43: a promotion needs a sponsor; R26: so does the time after a behavioural shift. */
    private static boolean needsSponsorship(MatchingProfile profile, Track track) {
        var trigger = profile.trigger();
        return track == Track.MENTORING && trigger != null && ABOUT_SPONSORSHIP.contains(trigger);
    }

    private static float[] vector(List<Float> components) {
        var vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = components.get(i);
        }
        return vector;
    }
}
