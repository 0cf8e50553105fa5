package tandem.session.rule;

import java.time.Instant;

/**
 * One occurrence of a meeting.
 *
 * @param original when the series first had it; what tells occurrences of one meeting apart, however often they move
 */
public record Slot(Instant original, Instant startsAt, Instant endsAt) {}
