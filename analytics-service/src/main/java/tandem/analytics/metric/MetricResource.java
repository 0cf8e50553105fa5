package tandem.analytics.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricQueries.Answer;
import tandem.analytics.metric.MetricQueries.Cell;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.metric.MetricQueries.RemovedSince;
import tandem.analytics.metric.MetricQueries.Took;
import tandem.analytics.metric.MetricQueries.TypeCount;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.runtime.visibility.Shows;

/** The figures over HTTP, as JSON and as CSV: the same cells, the same ones hidden. */
@Path("/v1/metrics")
@Tag(name = "metrics")
@RunOnVirtualThread
public class MetricResource {
    private static final String CSV = "text/csv";
    private static final String GROUPS = "groups the person can be counted in, never a single one";

    private final MetricQueries queries;
    private final Clock clock;

    MetricResource(MetricQueries queries, @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** What may be asked of a metric; every value is checked here, so that a wrong one is a clear refusal. */
    record Parameters(
            @QueryParam("programme") @Nullable String programme,
            @QueryParam("track") @Nullable String track,
            @QueryParam("grain") @DefaultValue("total") String grain,
            @QueryParam("minimumEvidence") @Nullable String minimumEvidence,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("explain") @DefaultValue("false") boolean explain) {}

    /** The catalogue. */
    record Catalogue(List<Metric> metrics) {}

    /** Which question was answered. */
    record Asked(
            String grain,
            @Nullable ProgrammeId programme,
            @Nullable Track track,
            @Nullable EvidenceTier minimumEvidence,
            @Nullable Instant asOf) {}

    /**
     * A figure.
     *
     * @param checksum SHA-256 over the cells as given, so that two answers can be compared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Figure(
            String metric,
            int version,
            String question,
            String numerator,
            String denominator,
            String caveats,
            Asked asked,
            Instant computedFor,
            Instant dataAsOf,
            List<CellView> cells,
            String checksum,
            @Nullable RemovedSince removedSince,
            @Nullable Explanation explain) {}

    /** A cell; what does not apply, or is suppressed, is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CellView(
            @Nullable ProgrammeId programme,
            @Nullable String track,
            @Nullable String kind,
            @Nullable LocalDate week,
            boolean suppressed,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            String n,
            @Nullable Map<String, Long> mix,
            @Nullable Took took) {
        static CellView of(Cell cell) {
            return new CellView(
                    cell.programme(),
                    cell.track(),
                    cell.kind(),
                    cell.week(),
                    cell.suppressed(),
                    cell.value(),
                    cell.numerator(),
                    cell.denominator(),
                    cell.n(),
                    cell.mix(),
                    cell.took());
        }
    }

    /** A line of the CSV; its components are the header, in this order. */
    record CsvRow(
            String metric,
            int version,
            @Nullable ProgrammeId programme,
            @Nullable String track,
            @Nullable LocalDate week,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            String n,
            boolean suppressed,
            @Nullable String kind,
            @Nullable BigDecimal medianSeconds,
            @Nullable BigDecimal p95Seconds,
            Instant dataAsOf) {

        static final List<String> HEADER = Arrays.stream(CsvRow.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        static CsvRow of(Metric metric, Cell cell, Instant dataAsOf) {
            var took = cell.took();
            return new CsvRow(
                    metric.name(),
                    metric.version(),
                    cell.programme(),
                    cell.track(),
                    cell.week(),
                    cell.value(),
                    cell.numerator(),
                    cell.denominator(),
                    cell.n(),
                    cell.suppressed(),
                    cell.kind(),
                    took == null ? null : took.medianSeconds(),
                    took == null ? null : took.p95Seconds(),
                    dataAsOf);
        }

        List<@Nullable Object> values() {
            return Arrays.asList(
                    metric,
                    version,
                    programme,
                    track,
                    week,
                    value,
                    numerator,
                    denominator,
                    n,
                    suppressed,
                    kind,
                    medianSeconds,
                    p95Seconds,
                    dataAsOf);
        }
    }

    /** What stands behind a figure: never which events. */
    record Explanation(String rule, String formula, String scope, List<TypeCount> eventsByType) {}

    @GET
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "Every figure there is, with its formula and what it does not say")
    public Catalogue catalogue() {
        return new Catalogue(MetricCatalog.all());
    }

    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "A figure, now or as known at a moment")
    @Refuses({"bad-request", "metric-grain", "as-of-future"})
    @Shows(value = Figure.class, of = GROUPS, figures = true)
    public Figure figure(@PathParam("name") String name, @BeanParam Parameters parameters) {
        var question = question(name, parameters);
        var metric = question.metric();
        var answer = queries.answer(question);
        return new Figure(
                metric.name(),
                metric.version(),
                metric.question(),
                metric.numerator(),
                metric.denominator(),
                metric.caveats(),
                new Asked(
                        question.grain().name().toLowerCase(Locale.ROOT),
                        question.programme(),
                        question.track(),
                        question.minimumEvidence(),
                        question.asOf()),
                answer.computedFor(),
                answer.dataAsOf(),
                answer.cells().stream().map(CellView::of).toList(),
                checksum(CsvText.of(cells(answer))),
                answer.removedSince(),
                parameters.explain()
                        ? new Explanation(
                                metric.rule(),
                                metric.numerator() + " ÷ " + metric.denominator(),
                                "tenant",
                                queries.eventsBehind(metric, question.asOf()))
                        : null);
    }

    @GET
    @Path("/{name}")
    @Produces(CSV + ";qs=0.5") // JSON for whoever does not care
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "A figure as CSV")
    @Refuses({"bad-request", "metric-grain", "as-of-future"})
    @Shows(value = CsvRow.class, of = GROUPS, figures = true)
    public Response csv(@PathParam("name") String name, @BeanParam Parameters parameters) {
        var question = question(name, parameters);
        var answer = queries.answer(question);
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(List.copyOf(CsvRow.HEADER));
        for (var cell : answer.cells()) {
            rows.add(CsvRow.of(question.metric(), cell, answer.dataAsOf()).values());
        }
        return Response.ok(CsvText.of(rows), CSV + ";charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + question.metric().name() + ".csv\"")
                .build();
    }

    private static List<List<@Nullable Object>> cells(Answer answer) {
        return answer.cells().stream()
                .map(cell -> Arrays.<@Nullable Object>asList(
                        cell.programme(),
                        cell.track(),
                        cell.week(),
                        cell.value(),
                        cell.numerator(),
                        cell.denominator(),
                        cell.n(),
                        cell.suppressed(),
                        cell.kind(),
                        cell.took() == null ? null : cell.took().medianSeconds(),
                        cell.took() == null ? null : cell.took().p95Seconds()))
                .toList();
    }

    private Question question(String name, Parameters parameters) {
        var metric = MetricCatalog.find(name)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No metric of this name; see /v1/metrics"));
        var grain = constant("grain", parameters.grain(), Grain::valueOf);
        if (!metric.grains().contains(grain)) {
            throw new Refused(
                    MetricProblems.GRAIN, metric.name() + " is told at " + lowerCase(metric.grains()) + " only");
        }
        var asOf = optional("asOf", parameters.asOf(), Instant::parse);
        if (asOf != null && asOf.isAfter(clock.instant())) {
            throw new Refused(MetricProblems.FUTURE, "asOf lies after " + clock.instant());
        }
        return new Question(
                metric,
                grain,
                optional("programme", parameters.programme(), id -> new ProgrammeId(UUID.fromString(id))),
                optional("track", parameters.track(), track -> constant("track", track, Track::valueOf)),
                optional(
                        "minimumEvidence",
                        parameters.minimumEvidence(),
                        tier -> constant("minimumEvidence", tier, EvidenceTier::valueOf)),
                asOf);
    }

    private static String lowerCase(List<Grain> grains) {
        return String.join(
                ", ",
                grains.stream()
                        .map(grain -> grain.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static <T> T constant(String parameter, String value, Function<String, T> parse) {
        try {
            return parse.apply(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unreadable(parameter, e);
        }
    }

    private static <T> @Nullable T optional(String parameter, @Nullable String value, Function<String, T> parse) {
        try {
            return value == null || value.isBlank() ? null : parse.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unreadable(parameter, e);
        }
    }

    private static Refused unreadable(String parameter, Exception cause) {
        return new Refused(CommonProblems.BAD_REQUEST, "The parameter " + parameter + " cannot be read", cause);
    }

    private static String checksum(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
