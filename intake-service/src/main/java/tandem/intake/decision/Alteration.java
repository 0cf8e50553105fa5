package tandem.intake.decision;

/**
 * One fact of a need, as it would have had to be.
 *
 * @param what {@code trigger}, {@code tenure} (days), {@code tenureMonths}, {@code goals} (coaching, mentoring, both) or
 *     {@code skillGap} (present, absent)
 */
public record Alteration(String what, String value) {}
