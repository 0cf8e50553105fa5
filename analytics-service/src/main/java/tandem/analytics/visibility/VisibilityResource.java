package tandem.analytics.visibility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tandem.analytics.kpi.KpiResource;
import tandem.analytics.metric.Metric;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.metric.MetricResource;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditResource;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Exposures.RoleView;
import tandem.runtime.visibility.Held;

/** What my employer can see: how many rows are held about the caller, and the figures others read, in which nobody is a row. */
@Path("/v1/visibility")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "visibility")
@RunOnVirtualThread
public class VisibilityResource {

    private static final List<RoleView> ROLES =
            Exposures.byRole(MetricResource.class, KpiResource.class, AuditResource.class);
    private static final List<Aggregate> AGGREGATES =
            MetricCatalog.all().stream().map(Aggregate::of).toList();

    private final VisibilityQueries queries;
    private final CurrentActor actor;

    VisibilityResource(VisibilityQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What this service holds about me, and in which figures people of which role see me counted")
    public Visibility visibility() {
        var me = actor.get().requirePerson();
        return new Visibility(me, queries.of(me), ROLES, AGGREGATES, queries.leastPeople());
    }

    /**
     * Kinds of records by purpose, fields of figures by role of the reader, and the figures there are.
     *
     * @param leastPeople figures about fewer are hidden from everybody
     */
    public record Visibility(
            PersonId person, List<Held> held, List<RoleView> roles, List<Aggregate> aggregates, int leastPeople) {}

    /** A figure the person can be counted in. */
    public record Aggregate(String metric, int version, String numerator, String denominator, List<Grain> grains) {

        static Aggregate of(Metric metric) {
            return new Aggregate(
                    metric.name(), metric.version(), metric.numerator(), metric.denominator(), metric.grains());
        }
    }
}
