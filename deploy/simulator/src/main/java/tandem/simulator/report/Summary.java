package tandem.simulator.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tandem.simulator.client.Json;
import tandem.simulator.play.Company;
import tandem.simulator.play.Count;
import tandem.simulator.play.Governance.Gate;
import tandem.simulator.report.Figures.Figure;
import tandem.verify.audit.AuditReport;

/**
 * What {@code target/demo/summary.json} says. The counts at the top are those of the pilot; {@code beside} is the small programme of
 * the other tenant. Accepted and in the ledger are counted by the auditor over both.
 */
@JsonPropertyOrder({"employees", "participants", "intakes", "decisions"})
public record Summary(
        long employees,
        long participants,
        long intakes,
        Pathways decisions,
        long proposals,
        long approved,
        long engagements,
        long sessionsHeld,
        long sessionsMissed,
        long withdrawals,
        long erasures,
        Hr hr,
        Details details,
        Overrides overrides,
        long eventsAccepted,
        long eventsInLedger,
        long lost,
        long duplicated,
        long inboundEvents,
        List<Figure> metrics,
        List<Gate> gates,
        Replayed replay,
        Seconds seconds,
        Map<String, Long> rssMb,
        List<String> simulated,
        Beside beside) {

    /** Decisions by what they lead to. */
    public record Pathways(long coach, long mentor, long sequence) {}

    /** Statements about employees that said something new, by the way they came: first of all of them, then of what changed. */
    public record Hr(long cloudEvents, long scim, long csv) {}

    /** What else happened in the pilot. */
    public record Details(
            long overrides,
            long rejections,
            long reassignments,
            long secondApprovals,
            long groupsDeclared,
            long plansCompared,
            long metFirst,
            long parted,
            long reassignable,
            long renewals,
            long terminations,
            long closingReviews,
            long waited,
            long offered,
            long offersExpired,
            long offersDeclined,
            long noShows,
            long cancelledInTime,
            long cancelledLate,
            long moved,
            long enteredByHand,
            long sponsorActionsTaken,
            long sponsorActionsConfirmed,
            long kpis,
            long managerChanges,
            long leaves,
            long promotions,
            long exits,
            long completed) {}

    /** The whole log read again into an empty store, and whether that ended up as the store that was there. */
    public record Replayed(long records, double seconds, boolean equal) {}

    /** How long it took. */
    public record Seconds(long build, long start, long play) {}

    /** The other tenant's programme. */
    public record Beside(String tenant, long participants, long engagements, long sessionsHeld, long sessionsMissed) {}

    /** What was measured around the play. */
    public record Run(
            Overrides overrides,
            List<Gate> gates,
            Replayed replay,
            Seconds seconds,
            Map<String, Long> rssMb,
            List<String> simulated) {}

    public static Summary of(Company pilot, Company other, AuditReport audit, Figures figures, Run run) {
        var counts = pilot.tallies();
        return new Summary(
                counts.of(Count.EMPLOYEES),
                counts.of(Count.PARTICIPANTS),
                counts.of(Count.INTAKES),
                new Pathways(
                        counts.of(Count.DECIDED_COACH),
                        counts.of(Count.DECIDED_MENTOR),
                        counts.of(Count.DECIDED_SEQUENCE)),
                counts.of(Count.PROPOSALS),
                counts.of(Count.APPROVED),
                counts.of(Count.ENGAGEMENTS),
                counts.of(Count.SESSIONS_HELD),
                counts.of(Count.SESSIONS_MISSED),
                counts.of(Count.WITHDRAWALS),
                counts.of(Count.ERASURES),
                new Hr(counts.of(Count.HR_CLOUD_EVENTS), counts.of(Count.HR_SCIM), counts.of(Count.HR_CSV)),
                details(pilot),
                run.overrides(),
                audit.accepted(),
                audit.inLedger(),
                audit.lost(),
                audit.duplicated(),
                audit.inbound(),
                figures.all(),
                run.gates(),
                run.replay(),
                run.seconds(),
                run.rssMb(),
                run.simulated(),
                new Beside(
                        other.tenant(),
                        other.tallies().of(Count.PARTICIPANTS),
                        other.tallies().of(Count.ENGAGEMENTS),
                        other.tallies().of(Count.SESSIONS_HELD),
                        other.tallies().of(Count.SESSIONS_MISSED)));
    }

    private static Details details(Company pilot) {
        var counts = pilot.tallies();
        return new Details(
                counts.of(Count.OVERRIDES),
                counts.of(Count.REJECTIONS),
                counts.of(Count.REASSIGNMENTS),
                counts.of(Count.SECOND_APPROVALS),
                counts.of(Count.GROUPS_DECLARED),
                counts.of(Count.PLANS_COMPARED),
                counts.of(Count.MET_FIRST),
                counts.of(Count.PARTED),
                counts.of(Count.REASSIGNABLE),
                counts.of(Count.RENEWALS),
                counts.of(Count.TERMINATIONS),
                counts.of(Count.CLOSING_REVIEWS),
                counts.of(Count.WAITED),
                counts.of(Count.OFFERED),
                counts.of(Count.OFFERS_EXPIRED),
                counts.of(Count.OFFERS_DECLINED),
                counts.of(Count.NO_SHOWS),
                counts.of(Count.CANCELLED_IN_TIME),
                counts.of(Count.CANCELLED_LATE),
                counts.of(Count.MOVED),
                counts.of(Count.ENTERED_BY_HAND),
                counts.of(Count.SPONSOR_ACTIONS_TAKEN),
                counts.of(Count.SPONSOR_ACTIONS_CONFIRMED),
                counts.of(Count.KPIS),
                counts.of(Count.MANAGER_CHANGES),
                counts.of(Count.LEAVES),
                counts.of(Count.PROMOTIONS),
                counts.of(Count.EXITS),
                counts.of(Count.COMPLETED));
    }

    public void write(Path file) {
        Output.write(file, Json.pretty(this) + "\n");
    }
}
