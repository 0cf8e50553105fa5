package tandem.matching.run;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.assignment.Objective;
import tandem.matching.run.RunQueries.CertificateView;
import tandem.matching.run.RunQueries.ComparisonView;
import tandem.matching.run.RunQueries.RunView;
import tandem.matching.run.RunQueries.ShortagesView;
import tandem.matching.run.Runs.Lock;
import tandem.matching.scoring.ScoreWeights;
import tandem.matching.weighting.WeightingProblems;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** Runs of the match engine: asked for, then read until they are done. */
@Path("/v1/runs")
@RunOnVirtualThread
public class RunResource {

    private static final String LEADERS = "every leader a run was about, with the providers proposed";
    private static final String CODE = "[A-Z][A-Z0-9_]{1,59}";
    private static final int LOCKS_MAX = 200;
    private static final int TOP = 3;

    private final RunService service;
    private final RunQueries queries;
    private final CurrentActor actor;

    RunResource(RunService service, RunQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * Whom to search for: these leaders, or everyone of the programme who waits; one track, or every one that is due.
     *
     * @param top how many providers to propose to a leader; an assignment gives one
     * @param assignment place all of them at once instead of ranking for each
     * @param exploratory whether an approved pair first meets once, and both then say whether they go on
     */
    public record Request(
            @NotNull UUID programme,
            @Nullable Track track,
            @Size(max = RunService.LEADERS_MAX) @Nullable List<@NotNull UUID> leaders,
            @Min(1) @Max(10) @Nullable Integer top,
            @Valid @Nullable Assignment assignment,
            @Nullable Boolean exploratory) {}

    /**
     * How to place a cohort.
     *
     * @param locked pairs that stand whatever the engine finds
     * @param whatIf what to take for granted; then it is a preview, to be looked at and compared only
     */
    public record Assignment(
            @NotNull Objective objective,
            @Size(max = LOCKS_MAX) @Nullable List<@NotNull @Valid Pair> locked,
            @Valid @Nullable WhatIf whatIf) {}

    /**
     * What a preview takes for granted; empty, it is a preview of what is.
     *
     * @param weights instead of those of the policy; a pairing for a promotion keeps its own
     * @param seats free seats of some providers instead of those they have
     */
    public record WhatIf(
            @Valid @Nullable Weights weights,
            @Size(max = LOCKS_MAX) @Nullable List<@NotNull @Valid FreeSeats> seats) {}

    /** Points of the five signals, 100 in all. */
    public record Weights(
            @Min(0) @Max(100) int technical,
            @Min(0) @Max(100) int behavioural,
            @Min(0) @Max(100) int sponsorship,
            @Min(0) @Max(100) int availability,
            @Min(0) @Max(100) int pastSuccess) {}

    /** So many free seats with a provider. */
    public record FreeSeats(
            @NotNull UUID provider, @Min(0) @Max(50) int seats) {}

    /** Why a plan outside the bounds is published, as a code. */
    public record Publication(
            @Nullable @Pattern(regexp = CODE) String reason) {}

    /** A leader and a provider fixed by a human, with the reason as a code. */
    public record Pair(
            @NotNull UUID leader,
            @NotNull UUID provider,
            @NotNull @Pattern(regexp = CODE) String reason) {}

    /** 201 with the results when the run is done at once, 202 when it goes on. */
    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(
            summary =
                    "Rank providers for the leaders of a programme and propose the best, or plan for all of them at once")
    @APIResponse(
            responseCode = "201",
            description = "Done or planned, with its results",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Under way; the location tells how far it is",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @Refuses({
        "programme-unknown",
        "weight-profile-unknown",
        "onboarding-stopped",
        "assignment-track-missing",
        "weights-faulty",
        "provider-not-eligible",
        "person-missing"
    })
    @ShowsNobody("the run its caller may read at GET /v1/runs/{id}")
    public Response run(@NotNull @Valid Request request) {
        var id = open(request);
        var run = queries.get(id, Optional.empty(), Page.LIMIT_MAX);
        return Response.status("RUNNING".equals(run.state()) ? Response.Status.ACCEPTED : Response.Status.CREATED)
                .location(URI.create("/v1/runs/" + id))
                .entity(run)
                .build();
    }

    private UUID open(Request request) {
        var programme = new ProgrammeId(request.programme());
        var leaders = request.leaders() == null
                ? List.<PersonId>of()
                : request.leaders().stream().map(PersonId::new).distinct().toList();
        var assignment = request.assignment();
        boolean exploratory = Boolean.TRUE.equals(request.exploratory());
        if (assignment == null) {
            int top = request.top() == null ? TOP : request.top();
            return service.open(programme, request.track(), leaders, top, exploratory, actor.get());
        }
        if (request.track() == null) {
            throw new Refused(RunProblems.TRACK_MISSING, "Seats are given per track");
        }
        var locks = assignment.locked() == null
                ? List.<Lock>of()
                : assignment.locked().stream()
                        .map(pair ->
                                new Lock(new PersonId(pair.leader()), new PersonId(pair.provider()), pair.reason()))
                        .toList();
        var how = new Runs.Assignment(assignment.objective(), whatIf(assignment.whatIf()));
        return service.plan(programme, request.track(), leaders, how, locks, exploratory, actor.get());
    }

    private static Runs.@Nullable WhatIf whatIf(@Nullable WhatIf asked) {
        if (asked == null) {
            return null;
        }
        var seats = new LinkedHashMap<PersonId, Integer>();
        for (var one : asked.seats() == null ? List.<FreeSeats>of() : asked.seats()) {
            seats.put(new PersonId(one.provider()), one.seats());
        }
        return new Runs.WhatIf(
                asked.weights() == null ? null : weights(asked.weights()),
                seats.entrySet().stream()
                        .map(one -> new Runs.Seats(one.getKey(), one.getValue()))
                        .toList());
    }

    private static ScoreWeights weights(Weights asked) {
        var faults = ScoreWeights.faults(
                asked.technical(), asked.behavioural(), asked.sponsorship(), asked.availability(), asked.pastSuccess());
        if (!faults.isEmpty()) {
            throw new Refused(WeightingProblems.FAULTY, String.join(", ", faults), Map.of("faults", faults));
        }
        return new ScoreWeights(
                "WHAT_IF",
                asked.technical(),
                asked.behavioural(),
                asked.sponsorship(),
                asked.availability(),
                asked.pastSuccess());
    }

    /** 200 when every proposal is written, 202 when it goes on. */
    @POST
    @Path("/{id}:publish")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Turn a plan into proposals, which humans review and approve one by one")
    @APIResponse(
            responseCode = "200",
            description = "All proposals are written",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Under way; the run tells how far it is",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @Refuses({"run-not-publishable", "onboarding-stopped", "plan-outside-bounds"})
    @ShowsNobody("the run its caller may read at GET /v1/runs/{id}")
    public Response publish(@PathParam("id") UUID id, @NotNull @Valid Publication publication) {
        service.publish(id, publication.reason(), actor.get());
        var run = queries.get(id, Optional.empty(), Page.LIMIT_MAX);
        return Response.status("RUNNING".equals(run.state()) ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(run)
                .build();
    }

    @GET
    @Path("/{id}/comparison")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Two plans side by side: who would get another provider, and what it does to the whole")
    @Refuses("runs-not-comparable")
    @Shows(value = ComparisonView.class, of = LEADERS)
    public ComparisonView comparison(
            @PathParam("id") UUID id, @Parameter(required = true) @QueryParam("with") @Nullable UUID with) {
        return queries.compare(id, with);
    }

    @GET
    @Path("/{id}/certificate")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "The proof that a plan cannot be bettered, checked again")
    @Shows(value = CertificateView.class, of = LEADERS)
    public CertificateView certificate(@PathParam("id") UUID id) {
        return queries.certificate(id);
    }

    @GET
    @Path("/{id}/shortages")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Where seats are lacking, by leaders and providers, and what one more would change")
    @Shows(value = ShortagesView.class, of = LEADERS)
    public ShortagesView shortages(@PathParam("id") UUID id) {
        return queries.shortages(id);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "A run with its results")
    @Shows(value = RunView.class, of = LEADERS)
    public RunView get(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.get(id, Cursor.parse(cursor), limit);
    }
}
