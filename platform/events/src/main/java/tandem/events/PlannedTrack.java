package tandem.events;

/** One step of a pathway: which service, in which order, and whether it runs beside the first (R27) or after it (R32). */
public record PlannedTrack(Track track, int order, int startsAfterMonths, boolean secondary) {}
