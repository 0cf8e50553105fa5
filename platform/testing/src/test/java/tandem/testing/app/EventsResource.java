package tandem.testing.app;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.CloudEventParser;
import tandem.runtime.ingest.Ingest;

/** Events from outside, as every service takes them. */
@Path("/v1/events")
class EventsResource {

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final CurrentActor actor;

    EventsResource(CloudEventParser parser, Ingest ingest, CurrentActor actor) {
        this.parser = parser;
        this.ingest = ingest;
        this.actor = actor;
    }

    @POST
    @RunOnVirtualThread
    @RolesAllowed({Roles.HRIS, Roles.DELIVERY})
    public Response post(@Context HttpHeaders headers, byte[] body) {
        var posted = parser.parse(headers, body);
        return posted.answer(ingest.accept(actor.get(), posted.events()));
    }
}
