package tandem.intake.decision;

import java.util.List;
import tandem.events.Pathway;
import tandem.events.PlannedTrack;
import tandem.events.Trigger;

/**
 * The matrix as one discrete rule an HR or learning system can hold (R40).
 *
 * @param tenureDaysFrom first day of tenure it is for
 * @param tenureDaysBelow first day of tenure it is no longer for, 0 where there is none
 * @param goals {@code coaching}, {@code mentoring} or {@code both}
 */
public record AssignmentRule(
        Trigger trigger,
        int tenureDaysFrom,
        int tenureDaysBelow,
        String goals,
        boolean skillGap,
        Pathway pathway,
        List<PlannedTrack> tracks,
        List<String> rules) {}
