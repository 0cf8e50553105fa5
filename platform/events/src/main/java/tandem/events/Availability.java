package tandem.events;

import java.time.DayOfWeek;
import java.time.LocalTime;

/** A weekly window in the person's own time zone; wall-clock times, so daylight saving moves it with the person. */
public record Availability(DayOfWeek day, LocalTime from, LocalTime to) {}
