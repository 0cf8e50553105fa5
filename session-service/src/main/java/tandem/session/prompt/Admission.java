package tandem.session.prompt;

import java.time.Instant;

/**
 * Whether somebody may be prompted now.
 *
 * @param at when they were prompted, or else when to ask again
 */
public record Admission(boolean isAdmitted, Instant at) {}
