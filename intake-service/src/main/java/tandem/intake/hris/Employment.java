package tandem.intake.hris;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;
import tandem.intake.people.BlindKey;

/** What HR says about one employee. Immutable: a later statement replaces it and the history keeps both. */
record Employment(
        PersonId person,
        @Nullable BlindKey manager,
        String department,
        String jobRole,
        int jobLevel,
        LocalDate hiredOn,
        @Nullable LocalDate inRoleSince,
        @Nullable LocalDate lastPromotedOn,
        List<String> roleRisks,
        LocalDate effectiveOn,
        @Nullable LocalDate leftOn) {

    Employment {
        roleRisks = roleRisks.stream().distinct().sorted().toList();
    }

    /** What is different, in the words of the contract; other differences matter to profiles only. */
    Set<Aspect> changedSince(Employment before) {
        var changed = EnumSet.noneOf(Aspect.class);
        if (!Objects.equals(manager, before.manager)) {
            changed.add(Aspect.MANAGER);
        }
        if (!jobRole.equals(before.jobRole)) {
            changed.add(Aspect.ROLE);
        }
        if (jobLevel != before.jobLevel) {
            changed.add(Aspect.LEVEL);
        }
        if (!department.equals(before.department)) {
            changed.add(Aspect.DEPARTMENT);
        }
        return changed;
    }

    /** Whether anything but the date of the statement differs. */
    boolean saysSameAs(Employment other) {
        return dated(other.effectiveOn).equals(other);
    }

    boolean isOlderThan(Employment other) {
        return effectiveOn.isBefore(other.effectiveOn);
    }

    /** Someone who left stays gone until HR says something that took effect later: a rehire. */
    Employment keepingExitOf(Employment before) {
        return before.leftOn == null || effectiveOn.isAfter(before.leftOn) ? this : left(before.leftOn);
    }

    Employment left(LocalDate on) {
        return new Employment(
                person,
                manager,
                department,
                jobRole,
                jobLevel,
                hiredOn,
                inRoleSince,
                lastPromotedOn,
                roleRisks,
                effectiveOn,
                on);
    }

    private Employment dated(LocalDate on) {
        return new Employment(
                person,
                manager,
                department,
                jobRole,
                jobLevel,
                hiredOn,
                inRoleSince,
                lastPromotedOn,
                roleRisks,
                on,
                leftOn);
    }
}
