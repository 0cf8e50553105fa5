package tandem.analytics.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.PersonId;

/**
 * One change of a person's employment. All of them are kept: who left and returned was not employed in between, and an end told
 * anew replaces the end told before.
 *
 * @param sequence of the event, in the order HR's statements were taken
 */
public record Employment(String tenant, PersonId person, long sequence, Change change, LocalDate changedOn)
        implements Fact<Employment> {

    /** What changed; of role, level, department and manager the new value travels in the profile, if allowed. */
    enum Change {
        ENDED,
        RETURNED,
        PROMOTED
    }

    static Employment of(Envelope<?> at, EmploymentEnded e) {
        return new Employment(at.tenant(), e.person(), at.sequence(), Change.ENDED, e.effectiveOn());
    }

    static List<Fact<?>> of(Envelope<?> at, EmploymentChanged e) {
        var changes = new ArrayList<Fact<?>>();
        if (e.changed().contains(Aspect.RETURN)) {
            changes.add(new Employment(at.tenant(), e.person(), at.sequence(), Change.RETURNED, e.effectiveOn()));
        }
        if (e.changed().contains(Aspect.PROMOTION)) {
            changes.add(new Employment(at.tenant(), e.person(), at.sequence(), Change.PROMOTED, e.effectiveOn()));
        }
        return changes;
    }

    @Override
    public Employment join(Employment other) {
        return this; // the key is the event
    }
}
