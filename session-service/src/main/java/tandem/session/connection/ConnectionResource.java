package tandem.session.connection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.session.caldav.Login;
import tandem.session.connection.CalendarConnection.Kind;
import tandem.session.connection.ConnectionQueries.ConnectionHealth;
import tandem.session.connection.ConnectionQueries.ConnectionView;

/** Calendars people connect, and for operations how the connections are doing. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionResource {

    private final ConnectionService service;
    private final ConnectionQueries queries;
    private final CurrentActor actor;

    ConnectionResource(ConnectionService service, ConnectionQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/me/calendars")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "The calendars I connected")
    public List<ConnectionView> calendars() {
        return queries.of(actor.get().requirePerson());
    }

    /** Has no Idempotency-Key: a calendar is connected once, however often it is asked, and no hash of a request with a secret is kept. */
    @POST
    @Path("/me/calendars")
    @NoAct("writes its entry itself, once the calendar has been tried")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Connect a calendar of mine, or connect it anew with another secret; it is tried first")
    @Refuses({"calendar-not-allowed", "calendars-full", "calendar-check-failed"})
    public ConnectionView connect(@Valid @NotNull Wanted wanted) {
        var by = actor.get();
        return queries.of(by.requirePerson(), service.connect(by, wanted.kind(), wanted.login()));
    }

    @DELETE
    @Path("/me/calendars/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Cut the connection to a calendar of mine; its secret is deleted")
    public void cut(@PathParam("id") UUID id) {
        service.cut(actor.get().requirePerson(), id);
    }

    @GET
    @Path("/calendar-connections")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "How connected calendars are doing, without whose they are or where")
    public Page<ConnectionHealth> connections(
            @QueryParam("troubled") @DefaultValue("false") boolean troubled,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.all(troubled, cursor, limit);
    }

    /**
     * A calendar to be connected.
     *
     * @param address of the calendar itself: the collection of a CalDAV server, or the file to subscribe to
     * @param secret a password made for this use; user and secret come together
     */
    public record Wanted(
            @NotNull Kind kind,
            @NotNull @Size(max = 2_000) String address,
            @Size(min = 1, max = 254) @Nullable String user,
            @Size(min = 1, max = 1_000) @Nullable String secret) {

        @AssertTrue(message = "is an address with a host")
        boolean isWithHost() {
            return address == null || host(address) != null;
        }

        @AssertTrue(message = "has user and secret together, and no colon or control characters in the user")
        boolean isOpened() {
            return (user == null) == (secret == null)
                    && (user == null || user.chars().noneMatch(c -> c == ':' || Character.isISOControl(c)));
        }

        Login login() {
            return new Login(URI.create(address), user, secret);
        }

        @Override
        public String toString() {
            return "Wanted[" + kind + "]";
        }

        private static @Nullable String host(String address) {
            try {
                return new URI(address).getHost();
            } catch (URISyntaxException unreadable) {
                return null;
            }
        }
    }
}
