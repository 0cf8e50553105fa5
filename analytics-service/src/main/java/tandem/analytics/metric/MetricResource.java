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
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricQueries.Answer;
import tandem.analytics.metric.MetricQueries.Cell;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.metric.MetricQueries.RemovedSince;
import tandem.analytics.metric.MetricQueries.Took;
import tandem.analytics.metric.MetricQueries.TypeCount;
import tandem.analytics.metric.PublishedQueries.Edition;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.runtime.visibility.Shows;

/** The figures over HTTP, as JSON and as CSV: the same cells, the same ones hidden. */
@Path("/v1/metrics")
@Tag(name = "metrics")
@RunOnVirtualThread
public class MetricResource {
    /** Who runs a programme reads it as it is now; who looks at it from outside, what was published. */
    private static final Set<String> INSIDE = Set.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);

    private static final String CELLS_DEFAULT = "500";
    private static final int CELLS_MAX = 1_000;
    private static final int MAX_AGE_SECONDS = 300;
    private static final String DATA_AS_OF = "Tandem-Data-As-Of";
    private static final String CSV = "text/csv";
    private static final String GROUPS = "groups the person can be counted in, never a single one";

    private final MetricQueries queries;
    private final PublishedQueries published;
    private final CurrentActor actor;
    private final Clock clock;

    MetricResource(MetricQueries queries, PublishedQueries published, CurrentActor actor, @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.published = published;
        this.actor = actor;
        this.clock = clock;
    }

    /** What may be asked of a metric; every value is checked here, so that a wrong one is a clear refusal. */
    record Parameters(
            @QueryParam("programme") @Nullable String programme,
            @QueryParam("track") @Nullable String track,
            @QueryParam("grain") @DefaultValue("total") String grain,
            @QueryParam("minimumEvidence") @Nullable String minimumEvidence,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("publication") @Nullable String publication,
            @QueryParam("cursor") @Nullable String cursor,

            @QueryParam("limit") @DefaultValue(CELLS_DEFAULT)
            int limit,

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
     * @param publication what it was published in; absent where it is as of now
     * @param computedFor the moment it tells; earlier than its publication where too little has changed to be told
     * @param checksum SHA-256 over the cells as given, so that two answers can be compared
     * @param next where the same publication goes on
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
            @Nullable UUID publication,
            Instant computedFor,
            Instant dataAsOf,
            List<CellView> cells,
            String checksum,
            @Nullable RemovedSince removedSince,
            @Nullable Explanation explain,
            @Nullable String next) {}

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
    @Operation(summary = "A figure: as published, or for those who run programmes as it is now or was at a moment")
    @APIResponse(
            responseCode = "200",
            description = "The figure, or a page of it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Figure.class)))
    @APIResponse(responseCode = "304", description = "As it was at the ETag of If-None-Match")
    @Refuses({"bad-request", "not-found", "metric-grain", "metric-published-as-agreed", "as-of-future"})
    @Shows(value = Figure.class, of = GROUPS, figures = true)
    public Response figure(@PathParam("name") String name, @BeanParam Parameters parameters, @Context Request request) {
        var question = question(name, parameters);
        var metric = question.metric();
        var told = told(question, parameters);
        var answer = told.answer();
        var figure = new Figure(
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
                told.publication(),
                answer.computedFor(),
                answer.dataAsOf(),
                answer.cells().stream().map(CellView::of).toList(),
                CanonicalJson.hash(CsvText.of(cells(answer))),
                answer.removedSince(),
                parameters.explain()
                        ? new Explanation(
                                metric.rule(),
                                metric.numerator() + " ÷ " + metric.denominator(),
                                "tenant",
                                queries.eventsBehind(
                                        metric, told.isPublished() ? answer.computedFor() : question.asOf()))
                        : null,
                told.next());
        return answered(request, told, MediaType.APPLICATION_JSON, figure.checksum(), Response.ok(figure));
    }

    @GET
    @Path("/{name}")
    @Produces(CSV + ";qs=0.5") // JSON for whoever does not care
    @RolesAllowed({Roles.ANALYST, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.HR_PARTNER, Roles.BI
    })
    @Operation(summary = "A figure as CSV; a Link leads to the next page")
    @Refuses({"bad-request", "not-found", "metric-grain", "metric-published-as-agreed", "as-of-future"})
    @Shows(value = CsvRow.class, of = GROUPS, figures = true)
    public Response csv(
            @PathParam("name") String name,
            @BeanParam Parameters parameters,
            @Context Request request,
            @Context UriInfo address) {
        var question = question(name, parameters);
        var told = told(question, parameters);
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(List.copyOf(CsvRow.HEADER));
        for (var cell : told.answer().cells()) {
            rows.add(
                    CsvRow.of(question.metric(), cell, told.answer().dataAsOf()).values());
        }
        var text = CsvText.of(rows);
        var answer = Response.ok(text, CSV + ";charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + question.metric().name() + ".csv\"");
        if (told.next() != null) {
            var next = address.getRequestUriBuilder()
                    .replaceQueryParam("cursor", told.next())
                    .build();
            answer.header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
        }
        return answered(request, told, CSV, CanonicalJson.hash(text), answer);
    }

    /**
     * An answer and where it is from.
     *
     * @param edition absent where it was counted for this question
     */
    private record Told(
            Answer answer,
            @Nullable Edition edition,
            boolean isPublished,
            @Nullable String next) {
        @Nullable
        UUID publication() {
            return edition == null ? null : edition.publication();
        }
    }

    private Told told(Question question, Parameters parameters) {
        var after = Cursor.parse(parameters.cursor());
        var named = after.isPresent()
                ? after.get().uuid(0)
                : optional("publication", parameters.publication(), UUID::fromString);
        var inside = actor.get().roles().stream().anyMatch(INSIDE::contains);
        if (named == null && inside && !question.metric().impact()) {
            return new Told(queries.answer(question), null, false, null);
        }
        if (question.minimumEvidence() != null) {
            throw new Refused(MetricProblems.PUBLISHED_AS_AGREED, "Leave minimumEvidence out");
        }
        var edition = published.edition(named, question.asOf());
        if (edition.isEmpty() && named != null) {
            throw new Refused(CommonProblems.NOT_FOUND, "No such publication; it may have expired");
        }
        if (edition.isEmpty()) {
            var now = question.asOf() == null ? clock.instant() : question.asOf();
            return new Told(new Answer(now, now, List.of(), null), null, true, null);
        }
        var slice = published.slice(question, edition.get(), after, Math.clamp(parameters.limit(), 1, CELLS_MAX));
        return new Told(
                new Answer(edition.get().dataAsOf(), slice.computedFor(), slice.cells(), slice.removedSince()),
                edition.get(),
                true,
                slice.next());
    }

    /** What was published does not change: whoever has it need not get it again. */
    private static Response answered(
            Request request, Told told, String format, String checksum, Response.ResponseBuilder answer) {
        var edition = told.edition();
        if (edition == null) {
            return answer.build();
        }
        var tag = new EntityTag(CanonicalJson.hash(
                edition.publication() + format + checksum + told.answer().removedSince()));
        var unchanged = request.evaluatePreconditions(tag);
        var cached = new CacheControl();
        cached.setPrivate(true);
        cached.setNoTransform(false);
        cached.setMaxAge(MAX_AGE_SECONDS);
        return (unchanged == null ? answer : unchanged)
                .tag(tag)
                .cacheControl(cached)
                .lastModified(Date.from(edition.madeAt()))
                .header(DATA_AS_OF, edition.dataAsOf())
                .header("Vary", "Accept, Authorization")
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
}
