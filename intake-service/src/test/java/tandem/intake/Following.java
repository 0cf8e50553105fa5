package tandem.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import tandem.events.ImpactEvent;
import tandem.events.MatchingEvent;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.events.SessionEvent;
import tandem.intake.following.ImpactListener;
import tandem.intake.following.MatchingListener;
import tandem.intake.following.SessionListener;
import tandem.testing.Records;

/** The other services, as their events reach this one. */
@ApplicationScoped
public class Following {

    private final MatchingListener matching;
    private final SessionListener session;
    private final ImpactListener impact;

    Following(MatchingListener matching, SessionListener session, ImpactListener impact) {
        this.matching = matching;
        this.session = session;
        this.impact = impact;
    }

    void tell(String tenant, MatchingEvent event) {
        matching.on(Records.poll(event, tenant, 1));
    }

    void tell(String tenant, SessionEvent event) {
        session.on(Records.poll(event, tenant, 1));
    }

    void tell(String tenant, ImpactEvent event) {
        impact.on(Records.poll(event, tenant, 1));
    }

    /** All three report what they removed. */
    void report(String tenant, PersonId person, RemovalId removal, RemovalScope scope) {
        tell(tenant, new MatchingEvent.RemovalReported(person, removal, scope, Map.of("profiles", 1)));
        tell(tenant, new SessionEvent.RemovalReported(person, removal, scope, Map.of("calendars", 1)));
        tell(tenant, new ImpactEvent.RemovalReported(person, removal, scope, Map.of("attributes", 3)));
    }
}
