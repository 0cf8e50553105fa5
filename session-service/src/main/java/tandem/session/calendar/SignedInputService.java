package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.CloudEventParser;
import tandem.runtime.ingest.Ingest;
import tandem.runtime.tenant.Tenants;

/** Takes in what an integration without an account posted, once it is known to be its own: CloudEvents, or a calendar text. */
@ApplicationScoped
public class SignedInputService {
    private static final String CALENDAR = "text/calendar";

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final DirectoryClient directory;
    private final CalendarService calendar;
    private final Tenants tenants;

    SignedInputService(
            CloudEventParser parser,
            Ingest ingest,
            DirectoryClient directory,
            CalendarService calendar,
            Tenants tenants) {
        this.parser = parser;
        this.ingest = ingest;
        this.directory = directory;
        this.calendar = calendar;
        this.tenants = tenants;
    }

    /** As the other doors answer it. */
    public Response take(String tenant, String client, HttpHeaders headers, byte[] body) {
        var type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return tenants.callAs(
                tenant,
                () -> type != null && type.startsWith(CALENDAR)
                        ? CalendarMessageResource.answer(calendar, null, headers, body)
                        : events(new Actor(tenant, null, client, Set.of(Roles.CALENDAR)), headers, body));
    }

    private Response events(Actor actor, HttpHeaders headers, byte[] body) {
        var posted = parser.parse(headers, body);
        directory.ask(EventsResource.addresses(posted.events()));
        return posted.answer(ingest.accept(actor, posted.events()));
    }
}
