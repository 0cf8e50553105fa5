package tandem.session.engagement;

import tandem.events.EvidenceTier;

/**
 * What a programme's policy says about sessions. The defaults are those of rulebook C11; they hold for a programme whose policy has
 * not been told yet.
 */
public record Terms(int lateCancellationHours, EvidenceTier minimumEvidence, int bookingSlaDays) {

    /** 24 hours of notice, one side's word, a week to the first meeting. */
    public static final Terms DEFAULT = new Terms(24, EvidenceTier.ONE_SIDE, 7);
}
