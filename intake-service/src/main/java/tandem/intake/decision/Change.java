package tandem.intake.decision;

import tandem.events.Pathway;

/**
 * One thing that, had it been different and all else the same, would have changed the answer.
 *
 * @param what {@code trigger}, {@code tenure} (days) or {@code goals} (coaching, mentoring, both)
 * @param value what it would have had to be
 * @param instead the pathway then
 */
public record Change(String what, String value, Pathway instead) {}
