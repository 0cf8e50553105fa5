package tandem.simulator.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.simulator.client.Desk.Layer;
import tandem.simulator.play.Company;
import tandem.simulator.play.Count;
import tandem.simulator.play.Governance.Gate;
import tandem.simulator.report.Figures.Figure;

/** The same for a terminal. */
public final class Tables {
    private static final Map<String, Count> ROWS = rows();

    private Tables() {}

    /** What happened, a column per tenant. */
    public static String happened(List<Company> companies) {
        var table = new StringBuilder("  %-34s".formatted("What happened"));
        companies.forEach(company -> table.append("%10s".formatted(company.tenant())));
        table.append('\n');
        ROWS.forEach((label, count) -> {
            table.append("  %-34s".formatted(label));
            companies.forEach(company -> table.append(
                    "%10s".formatted("%,d".formatted(company.tallies().of(count)))));
            table.append('\n');
        });
        return table.toString();
    }

    /** The figures, with how many stand behind each. */
    public static String figures(List<Figure> figures) {
        var table = new StringBuilder("  %-34s%10s%8s\n".formatted("First impact figures", "value", "n"));
        for (var figure : figures) {
            var part = figure.track() == null ? figure.kind() : figure.track();
            var label = part == null ? figure.name() : figure.name() + ", " + part.toLowerCase(Locale.ROOT);
            var value = figure.value() == null ? "–" : "%.3f".formatted(figure.value());
            var n = figure.n() == null ? "few" : figure.n().toString();
            var took = figure.medianSeconds() == null ? "" : "   median %.1f s".formatted(figure.medianSeconds());
            table.append("  %-34s%10s%8s%s\n".formatted(label, value, n, took));
        }
        return table.toString();
    }

    /** How the gates of the pilot stand, a line each. */
    public static String gates(List<Gate> gates) {
        var table = new StringBuilder("  Gates\n");
        for (var gate : gates) {
            table.append("  W%-4d%-11s%s\n".formatted(gate.week(), gate.status(), gate.why()));
        }
        return table.toString();
    }

    /** How the seats stood when leaders waited, in one line. */
    public static String seats(List<Layer> outlook) {
        return outlook.stream()
                .map(layer -> "%s %d of %d seats of %d providers free, %d leaders wait, %d seats lacking"
                        .formatted(
                                layer.track().name().toLowerCase(Locale.ROOT),
                                layer.free(),
                                layer.seats(),
                                layer.providers(),
                                layer.waiting(),
                                layer.lacking()))
                .collect(Collectors.joining("; ", "  Seats in week 18: ", "."));
    }

    private static Map<String, Count> rows() {
        var rows = new LinkedHashMap<String, Count>();
        rows.put("employees in", Count.EMPLOYEES);
        rows.put("told of them by CloudEvents", Count.HR_CLOUD_EVENTS);
        rows.put("  by SCIM", Count.HR_SCIM);
        rows.put("  by CSV file", Count.HR_CSV);
        rows.put("leaders enrolled", Count.PARTICIPANTS);
        rows.put("intakes", Count.INTAKES);
        rows.put("groups declared for the audit", Count.GROUPS_DECLARED);
        rows.put("decided for a coach", Count.DECIDED_COACH);
        rows.put("decided for a mentor", Count.DECIDED_MENTOR);
        rows.put("decided for both", Count.DECIDED_SEQUENCE);
        rows.put("coaches and mentors", Count.PROVIDERS);
        rows.put("  not let in by the panel", Count.CANDIDATES);
        rows.put("  lapsed at the end", Count.LAPSED);
        rows.put("plans for a whole track, proven", Count.PLANS);
        rows.put("  published with a signed reason", Count.PLANS_SIGNED);
        rows.put("  groups served evenly", Count.PLANS_COMPARED);
        rows.put("proposals", Count.PROPOSALS);
        rows.put("  queued for review, none overdue", Count.QUEUED);
        rows.put("approved", Count.APPROVED);
        rows.put("  with a second approver", Count.SECOND_APPROVALS);
        rows.put("  overridden", Count.OVERRIDES);
        rows.put("  rejected", Count.REJECTIONS);
        rows.put("  met before they were final", Count.MET_FIRST);
        rows.put("  parted and matched again", Count.PARTED);
        rows.put("  reassigned in week 9", Count.REASSIGNMENTS);
        rows.put("    of so many allowed", Count.REASSIGNABLE);
        rows.put("  peers, chosen by a lead", Count.PEERS);
        rows.put("  coached together, chosen by a lead", Count.COACHED_TOGETHER);
        rows.put("waited for a mentor in week 18", Count.WAITED);
        rows.put("  seats offered to them", Count.OFFERED);
        rows.put("  not answered in three days", Count.OFFERS_EXPIRED);
        rows.put("  declined", Count.OFFERS_DECLINED);
        rows.put("engagements", Count.ENGAGEMENTS);
        rows.put("  ended early", Count.ENDED_EARLY);
        rows.put("  renewed by both", Count.RENEWALS);
        rows.put("  ended by one side with notice", Count.TERMINATIONS);
        rows.put("  completed", Count.COMPLETED);
        rows.put("  closing reviews", Count.CLOSING_REVIEWS);
        rows.put("sessions held", Count.SESSIONS_HELD);
        rows.put("sessions missed", Count.SESSIONS_MISSED);
        rows.put("  no-shows", Count.NO_SHOWS);
        rows.put("cancelled late", Count.CANCELLED_LATE);
        rows.put("cancelled in time", Count.CANCELLED_IN_TIME);
        rows.put("moved", Count.MOVED);
        rows.put("entered by hand", Count.ENTERED_BY_HAND);
        rows.put("sponsor actions taken", Count.SPONSOR_ACTIONS_TAKEN);
        rows.put("  confirmed by a third party", Count.SPONSOR_ACTIONS_CONFIRMED);
        rows.put("KPI figures (simulated)", Count.KPIS);
        rows.put("changes of manager (simulated)", Count.MANAGER_CHANGES);
        rows.put("leaves of absence (simulated)", Count.LEAVES);
        rows.put("promotions (simulated)", Count.PROMOTIONS);
        rows.put("exits", Count.EXITS);
        rows.put("consents taken back", Count.WITHDRAWALS);
        rows.put("people erased", Count.ERASURES);
        return rows;
    }
}
