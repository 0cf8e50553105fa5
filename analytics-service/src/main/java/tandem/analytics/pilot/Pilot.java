package tandem.analytics.pilot;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.rule.GateRules.Phase;
import tandem.analytics.rule.Thresholds;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.Refused;

/**
 * A programme held to a template.
 *
 * @param startsOn the first day of week 1, that of the programme
 * @param entered the numbers people gave; the rulebook's hold where they gave none
 * @param revision counts every change of numbers and plan
 * @param lockedHash SHA-256 over what was agreed on; null until then
 */
public record Pilot(
        ProgrammeId programme,
        PilotTemplate template,
        LocalDate startsOn,
        long revision,
        Map<String, BigDecimal> entered,
        @Nullable PilotPlan plan,
        @Nullable Instant lockedAt,
        @Nullable String lockedHash) {

    /** What is hashed when the numbers are locked. */
    record Agreed(String template, int version, Map<String, BigDecimal> thresholds) {}

    public Pilot {
        entered = Map.copyOf(entered);
    }

    /** A pilot begins before its numbers are due; afterwards they could not be agreed on beforehand any more (R131). */
    static Pilot of(ProgrammeId programme, PilotTemplate template, LocalDate startsOn, Instant now) {
        var pilot = new Pilot(programme, template, startsOn, 1, Map.of(), null, null, null);
        if (!now.isBefore(pilot.lockDue())) {
            throw new Refused(PilotProblems.TOO_LATE, "Week " + template.lockedBeforeWeek() + " has begun");
        }
        return pilot;
    }

    public Instant begins(int week) {
        return startsOn.plusWeeks(week - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment after the week. */
    public Instant ends(int week) {
        return begins(week + 1);
    }

    public Phase phase(int week, Instant at) {
        if (at.isBefore(begins(week))) {
            return Phase.NOT_BEGUN;
        }
        return at.isBefore(ends(week)) ? Phase.RUNNING : Phase.OVER;
    }

    /** The week a moment lies in: 0 before the first, one more than there are after the last. */
    public int weekOf(Instant at) {
        var weeks = template.weeks().size();
        for (var week = 1; week <= weeks; week++) {
            if (at.isBefore(ends(week))) {
                return at.isBefore(begins(week)) ? week - 1 : week;
            }
        }
        return weeks + 1;
    }

    /** With the first moment of week 5 the numbers stand (R131). */
    public Instant lockDue() {
        return begins(template.lockedBeforeWeek());
    }

    public boolean isLocked() {
        return lockedAt != null;
    }

    public Map<String, BigDecimal> thresholds() {
        return Thresholds.effective(template.thresholds(), entered);
    }

    public List<String> missing() {
        return Thresholds.missing(template.thresholds(), entered);
    }

    /** Other numbers, as long as nothing is locked and week 5 has not begun (R131). */
    Pilot enter(Map<String, BigDecimal> numbers, Instant now) {
        if (isLocked()) {
            throw new Refused(
                    PilotProblems.LOCKED,
                    "The numbers were agreed on beforehand and hold until the end",
                    Map.of("lockedAt", String.valueOf(lockedAt), "lockedHash", String.valueOf(lockedHash)));
        }
        if (!now.isBefore(lockDue())) {
            throw new Refused(PilotProblems.TOO_LATE, "Week " + template.lockedBeforeWeek() + " has begun");
        }
        var faults = Thresholds.faults(template.thresholds(), numbers);
        if (!faults.isEmpty()) {
            throw new Refused(
                    PilotProblems.THRESHOLDS_FAULTY, "Not every number may be as it is", Map.of("faults", faults));
        }
        return new Pilot(programme, template, startsOn, revision + 1, numbers, plan, null, null);
    }

    /** Fixes the numbers for good, at the latest with the beginning of week 5 (R131). */
    Pilot lock(Instant now) {
        if (isLocked()) {
            return this;
        }
        if (now.isAfter(lockDue())) {
            throw new Refused(PilotProblems.TOO_LATE, "Week " + template.lockedBeforeWeek() + " has begun");
        }
        if (!missing().isEmpty()) {
            throw new Refused(
                    PilotProblems.THRESHOLDS_MISSING,
                    "Some numbers have no default and were not given",
                    Map.of("missing", missing()));
        }
        return new Pilot(
                programme,
                template,
                startsOn,
                revision + 1,
                entered,
                plan,
                now,
                agreement().hash());
    }

    Pilot plan(PilotPlan other) {
        return new Pilot(programme, template, startsOn, revision + 1, entered, other, lockedAt, lockedHash);
    }

    /** What is agreed on, as a document. */
    CanonicalJson agreement() {
        return CanonicalJson.of(new Agreed(template.name(), template.version(), new TreeMap<>(thresholds())));
    }
}
