package tandem.runtime.time;

import java.time.Instant;

/**
 * Work that falls due in programme time. Every minute, or at every step of a simulated clock, each bean of this type does all that
 * is due up to then. It may be asked again for an instant it has seen, and must then find nothing left to do.
 */
public interface ProgrammeJob {

    /** Unique within the service: the lock that keeps a second replica out, and the label of its metrics. */
    String name();

    void runUntil(Instant now);
}
