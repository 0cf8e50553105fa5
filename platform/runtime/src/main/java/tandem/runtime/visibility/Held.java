package tandem.runtime.visibility;

import tandem.events.Purpose;

/** One kind of record a service holds about the person who asks, for which purpose, and how many. */
public record Held(String what, Purpose purpose, long count) {}
