package tandem.analytics.kpi;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.analytics.kpi.Kpi.About;
import tandem.analytics.kpi.Kpi.Direction;
import tandem.analytics.kpi.KpiCatalog.Starter;
import tandem.analytics.kpi.KpiQueries.KpiView;
import tandem.analytics.kpi.KpiQueries.LinkView;
import tandem.analytics.kpi.KpiQueries.Registry;
import tandem.analytics.kpi.KpiQueries.Unmatched;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.revision.Revision;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** The KPI registry of a programme and the sessions that meet its KPIs. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KpiResource {

    private static final String OF_OFFICE = "whoever owns a KPI does so of office";
    private static final String CODE = "[A-Z][A-Z0-9_]{1,59}";
    private static final int EVERY_DAYS_MAX = 92;

    private final KpiService service;
    private final KpiQueries queries;

    KpiResource(KpiService service, KpiQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    /** KPIs to begin with. */
    public record Starters(List<Starter> kpis) {}

    /**
     * A KPI to be registered; its code is in the path.
     *
     * @param everyDays how often its feed observes it
     */
    public record NewKpi(
            @NotNull About about,
            @NotNull Direction direction,
            @NotNull @Pattern(regexp = CODE) String unit,
            @NotNull PersonId owner,
            @NotNull @Pattern(regexp = CODE) String feed,
            @Min(1) @Max(EVERY_DAYS_MAX) int everyDays,
            @NotNull BigDecimal baseline,
            @NotNull BigDecimal target) {}

    /** One leading indicator and one lagging KPI (R110). */
    public record Measures(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{1,59}")
            String leading,

            @NotNull @Pattern(regexp = CODE) String lagging) {}

    @GET
    @Path("/kpi-catalogue")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "KPIs others measured, to begin with")
    public Starters starters() {
        return new Starters(KpiCatalog.all());
    }

    @GET
    @Path("/programmes/{programme}/kpis")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "The KPIs of a programme, how fresh they are, and what its interventions are measured by")
    @ShowsNobody(OF_OFFICE)
    public Registry registry(@PathParam("programme") UUID programme) {
        return queries.registry(new ProgrammeId(programme));
    }

    @PUT
    @Path("/programmes/{programme}/kpis/{kpi}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.ANALYST})
    @Operation(
            summary = "Register a KPI, or register it anew",
            description = "The first time needs no If-Match, every later one the ETag of what was read last.")
    @APIResponse(responseCode = "200", description = "The KPI as registered")
    @Refuses("kpi-target")
    @ShowsNobody(OF_OFFICE)
    public RestResponse<KpiView> register(
            @PathParam("programme") UUID programme,
            @PathParam("kpi") @Pattern(regexp = CODE) String kpi,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid NewKpi definition) {
        var revision = service.register(
                new ProgrammeId(programme),
                new Kpi(
                        kpi,
                        definition.about(),
                        definition.direction(),
                        definition.unit(),
                        definition.owner(),
                        definition.feed(),
                        definition.everyDays(),
                        definition.baseline(),
                        definition.target()),
                Revision.of(ifMatch));
        return new Revision(revision).tagged(queries.one(new ProgrammeId(programme), kpi));
    }

    @PUT
    @Path("/programmes/{programme}/interventions/{track}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.ANALYST})
    @Operation(summary = "Say by which leading indicator and which lagging KPI a track is measured")
    @Refuses("intervention-faulty")
    @ShowsNobody(OF_OFFICE)
    public Registry measure(
            @PathParam("programme") UUID programme,
            @PathParam("track") Track track,
            @NotNull @Valid Measures measures) {
        service.measure(new ProgrammeId(programme), new Intervention(track, measures.leading(), measures.lagging()));
        return queries.registry(new ProgrammeId(programme));
    }

    @GET
    @Path("/programmes/{programme}/session-links")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "How many sessions meet a delivery KPI, and how fresh the feeds are (W16)")
    public LinkView links(@PathParam("programme") UUID programme) {
        return queries.links(new ProgrammeId(programme));
    }

    @GET
    @Path("/programmes/{programme}/session-links/unmatched")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Sessions held that meet no KPI, for those who repair the feeds")
    @Shows(value = Unmatched.class, of = "sessions of leaders of whom no KPI was observed in time, by id")
    public Page<Unmatched> unmatched(
            @PathParam("programme") UUID programme,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.unmatched(new ProgrammeId(programme), Cursor.parse(cursor), limit);
    }
}
