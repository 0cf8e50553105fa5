package tandem.analytics.steering;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.committee.CommitteeQueries.DecisionView;
import tandem.analytics.gate.GateQueries.GateView;
import tandem.analytics.pilot.PilotPlan;
import tandem.analytics.pilot.PilotQueries.PilotView;
import tandem.analytics.pilot.PilotTemplate.Benchmark;
import tandem.analytics.review.ReviewQueries.Figure;
import tandem.analytics.review.ReviewQueries.ReviewView;
import tandem.analytics.rule.GateRules.Reason;
import tandem.analytics.steering.Pack.Point;
import tandem.analytics.steering.Pack.Trend;
import tandem.events.GateStatus;

/** A steering pack as pages of A4, without a script or anything from elsewhere. All that is not markup of ours is escaped. */
final class PackPage {

    private static final String STYLE = """
            @page { size: A4; margin: 14mm; }
            body { font: 10pt/1.4 Georgia, serif; max-width: 182mm; margin: 0 auto; color: #111; }
            h1 { font-size: 17pt; margin: 0 0 2mm; }
            h2 { font-size: 12pt; margin: 6mm 0 1mm; }
            h3 { font-size: 10.5pt; margin: 4mm 0 1mm; }
            table { border-collapse: collapse; width: 100%; font-size: 9pt; }
            th, td { text-align: left; vertical-align: top; border-bottom: 0.2mm solid #bbb; padding: 0.6mm 1.5mm; }
            td.figure, th.figure { text-align: right; }
            section, tr { break-inside: avoid; }
            svg { width: 100%; height: auto; }
            footer { margin-top: 6mm; border-top: 0.3mm solid #444; padding-top: 2mm; font-size: 8.5pt; }
            code { font: 8pt monospace; overflow-wrap: anywhere; }
            """;

    /** What a browser may do with the page: show it. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PackPage() {}

    static String of(Pack pack) {
        var body = String.join(
                "\n",
                pilot(pack.pilot()),
                gates(pack.gates()),
                decisions(pack.decisions()),
                trends(pack.trends(), pack.pilot(), pack.gates().size()),
                reviews(pack.reviews()),
                benchmarks(pack.benchmarks()));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Steering pack</title>
                <style>%1$s</style>
                </head>
                <body>
                <h1>Steering pack</h1>
                <p>Programme <code>%2$s</code>, as known on %3$s</p>
                %4$s
                <footer>
                <p>Figures about fewer people than the programme's policy allows are hidden, and so are others from which they would
                follow; they say so. Intervals are Wilson's at 95 %%, as if each thing counted were independent.</p>
                <p>SHA-256 of what this is printed from: <code id="content-hash">%5$s</code></p>
                </footer>
                </body>
                </html>
                """.formatted(
                        STYLE,
                        escaped(pack.pilot().programme().toString()),
                        moment(pack.asOf()),
                        body,
                        CanonicalJson.of(pack).hash());
    }

    private static String pilot(PilotView pilot) {
        var plan = pilot.plan();
        return section(
                "The pilot",
                table(
                        List.of(),
                        List.of(
                                List.of("Template", pilot.template() + ", version " + pilot.templateVersion()),
                                List.of("Weeks", pilot.startsOn() + " to " + pilot.endsOn() + ", week " + pilot.week()),
                                List.of("Evidence", pilot.evidence() + grade(pilot)),
                                List.of("Numbers agreed on", agreed(pilot)),
                                List.of("Plan", plan == null ? "none was entered" : plan(plan, pilot)))));
    }

    /** R116: two quarters of direction; R117: no return on money before the second year. */
    private static String grade(PilotView pilot) {
        return switch (pilot.evidence()) {
            case DIRECTIONAL -> ": figures say a direction; nothing is said of a return on money in the first year";
            case CONFIRMATORY -> "";
        };
    }

    private static String agreed(PilotView pilot) {
        var hash = pilot.lockedHash();
        var at = pilot.lockedAt();
        return hash == null || at == null ? "not locked" : moment(at) + ", SHA-256 " + hash;
    }

    private static String plan(PilotPlan plan, PilotView pilot) {
        return "%s %s in all, %s for licences, %s for integration (%s), to move %s"
                .formatted(
                        plan.currency(),
                        plan.budget().toPlainString(),
                        plan.licenceCost().toPlainString(),
                        plan.integrationCost().toPlainString(),
                        pilot.overhead(),
                        plan.transformationKpi());
    }

    private static String gates(List<GateView> gates) {
        return section(
                "The gates",
                Plots.gates(gates)
                        + table(
                                List.of("Gate", "What it is for", "Stands", "Why"),
                                gates.stream().map(PackPage::gate).toList()));
    }

    private static List<String> gate(GateView gate) {
        var latest = gate.latest();
        var status = latest == null ? GateStatus.UNDECIDED : latest.status();
        var why = latest == null
                ? "not evaluated yet"
                : latest.reasons().stream().map(PackPage::reason).collect(Collectors.joining("; "));
        var decision = gate.decision();
        return List.of(
                gate.gate(),
                gate.what(),
                Plots.letter(status) + " " + status,
                decision == null ? why : String.join("; ", "decided: " + decision, why));
    }

    private static String reason(Reason reason) {
        return reason.criterion() == null ? reason.code() : reason.criterion() + ": " + reason.code();
    }

    private static String decisions(List<DecisionView> decisions) {
        return section(
                "Decisions",
                decisions.isEmpty()
                        ? "<p>None was recorded yet.</p>"
                        : table(
                                List.of("Gate", "Decision", "Votes", "Timeline and budget", "SHA-256"),
                                decisions.stream().map(PackPage::decision).toList()));
    }

    private static List<String> decision(DecisionView decision) {
        var document = decision.document();
        var terms = document.terms();
        return List.of(
                document.gate(),
                document.decision(),
                document.votes().entrySet().stream()
                        .map(vote -> vote.getKey() + " " + vote.getValue())
                        .collect(Collectors.joining(", ")),
                said(terms.startsOn()) + " to " + said(terms.endsOn()) + ", " + said(terms.currency()) + " "
                        + said(terms.budget()),
                decision.contentHash());
    }

    private static String trends(List<Trend> trends, PilotView pilot, int weeks) {
        return trends.stream()
                .map(trend -> section(
                        trend.question() + " (" + trend.metric() + ")",
                        "<p>%s \u00f7 %s. %s</p>"
                                        .formatted(
                                                escaped(trend.numerator()),
                                                escaped(trend.denominator()),
                                                escaped(trend.caveats()))
                                + Plots.trend(trend, pilot.startsOn(), weeks)
                                + table(
                                        List.of("Week of", "Share", "95 % interval", "Counts", "People"),
                                        trend.points().stream()
                                                .map(PackPage::point)
                                                .toList())))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> point(Point point) {
        var numerator = point.numerator();
        var denominator = point.denominator();
        if (point.suppressed() || numerator == null || denominator == null) {
            return List.of(point.week().toString(), "hidden", "", "", point.n());
        }
        var interval = Interval.of(numerator, denominator);
        return List.of(
                point.week().toString(),
                percent(point.value()),
                percent(interval.low()) + " to " + percent(interval.high()),
                numerator + " of " + denominator,
                point.n());
    }

    private static String reviews(List<ReviewView> reviews) {
        return reviews.stream()
                .map(review -> section(
                        "Figures at " + review.review() + " (" + review.dueOn() + ")",
                        table(
                                List.of("Metric", "Share", "Counts", "People"),
                                review.figures().stream().map(PackPage::figure).toList())))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> figure(Figure figure) {
        var name = figure.slice() == null ? figure.metric() : figure.metric() + " " + figure.slice();
        return figure.suppressed()
                ? List.of(name, "hidden", "", figure.n())
                : List.of(
                        name,
                        percent(figure.value()),
                        said(figure.numerator()) + " of " + said(figure.denominator()),
                        figure.n());
    }

    private static String benchmarks(List<Benchmark> benchmarks) {
        return section(
                "What others report",
                "<p>Shown to compare with, never counted.</p>"
                        + table(
                                List.of("What", "Figure", "Within"),
                                benchmarks.stream()
                                        .map(benchmark -> List.of(
                                                benchmark.says(),
                                                benchmark.value().toPlainString(),
                                                benchmark.months() + " months"))
                                        .toList()));
    }

    private static String section(String title, String content) {
        return "<section>\n<h2>" + escaped(title) + "</h2>\n" + content + "\n</section>";
    }

    private static String table(List<String> head, List<List<String>> rows) {
        var header = head.isEmpty() ? "" : row(head, cell -> "<th>" + escaped(cell) + "</th>");
        return "<table>\n" + header
                + rows.stream()
                        .map(row -> row(row, cell -> "<td>" + escaped(cell) + "</td>"))
                        .collect(Collectors.joining())
                + "</table>";
    }

    private static String row(List<String> cells, Function<String, String> cell) {
        return cells.stream().map(cell).collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String percent(@Nullable BigDecimal share) {
        return share == null ? "" : percent(share.doubleValue());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String said(@Nullable Object value) {
        return value == null ? "\u2013" : value.toString();
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** Text as text, in content and in attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
