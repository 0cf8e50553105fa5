package tandem.events;

/** How well attendance is evidenced, weakest first. */
public enum EvidenceTier {
    /** An invitation went out. */
    INVITED,
    /** The invitation was accepted. */
    ACCEPTED,
    /** One side logged it. */
    ONE_SIDE,
    /** Both sides logged it. */
    BOTH_SIDES,
    /** The meeting platform reported it. */
    PLATFORM
}
