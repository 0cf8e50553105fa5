package tandem.session.calendar;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;

/** The directory of intake-service, as far as it is asked from here. */
@RegisterRestClient(configKey = "directory")
@Path("/v1")
interface DirectoryApi {

    /** Person by address; null for an address nobody has. */
    @POST
    @Path("/directory:identify")
    Map<String, @Nullable PersonId> identify(
            @HeaderParam("Authorization") String token,
            @HeaderParam(CurrentActor.TENANT_HEADER) String tenant,
            Addresses addresses);

    /** At most 200. */
    record Addresses(List<String> addresses) {}
}
