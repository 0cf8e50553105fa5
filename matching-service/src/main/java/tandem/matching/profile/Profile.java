package tandem.matching.profile;

import tandem.events.ProfileState.MatchingProfile;

/**
 * What MATCHING allows to know about a person now.
 *
 * @param revision rises when the state really changed; proposals made on an older one are stale
 */
public record Profile(MatchingProfile state, long revision) {}
