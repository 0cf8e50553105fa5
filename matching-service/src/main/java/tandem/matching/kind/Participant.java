package tandem.matching.kind;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/**
 * Somebody who is to take one side of a pairing, as far as MATCHING allows to know (R52).
 *
 * @param level of the job, 1 (junior) upwards; null when nothing may be known
 * @param manager the own line manager, where known
 * @param managers everybody above in the reporting line, as far up as it is known
 * @param enrolled whether a service was decided for the person in the programme
 * @param away on leave, or gone
 * @param placed whether the person has a pairing of this kind, or is offered one
 * @param held whether the person is kept from serving for now: by a human, or by a gate (R99)
 * @param biasTrained whether bias-awareness training stands proven (R96)
 * @param conflictsChecked whether the checklist of conflicts of interest stands proven (R13)
 * @param coachTrained whether structured training, or a credential, of a coach stands proven (R9)
 */
public record Participant(
        PersonId id,
        @Nullable Integer level,
        @Nullable PersonId manager,
        Set<PersonId> managers,
        boolean enrolled,
        boolean away,
        boolean placed,
        boolean held,
        boolean biasTrained,
        boolean conflictsChecked,
        boolean coachTrained) {

    public Participant {
        managers = Set.copyOf(managers);
    }

    /** The same, having a provider otherwise. */
    public Participant asPlaced() {
        return new Participant(
                id, level, manager, managers, enrolled, away, true, held, biasTrained, conflictsChecked, coachTrained);
    }

    /** R20: whether one stands above the other, however many levels lie between. */
    boolean isInLineWith(Participant other) {
        return managers.contains(other.id) || other.managers.contains(id);
    }
}
