package tandem.matching.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.Purpose;
import tandem.matching.match.MatchState;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;

/** Counts what is held about a person, by kind, with who may read it. A proposal not yet approved is counted, never shown. */
@ApplicationScoped
public class VisibilityQueries {

    private static final List<String> DECIDERS = List.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);

    private static final String COUNTS = """
            select (select count(*) from profiles where tenant = :tenant and person = :person and state is not null),
                   (select count(*) from decisions where tenant = :tenant and leader = :person),
                   (select count(*) from providers where tenant = :tenant and id = :person),
                   (select count(*) from matches where tenant = :tenant and (leader = :person or provider = :person)
                       and not state = any(:seen)),
                   (select count(*) from matches where tenant = :tenant and (leader = :person or provider = :person)
                       and state = any(:seen)),
                   (select count(*) from engagements where tenant = :tenant
                       and (leader = :person or provider = :person)),
                   (select count(*) from confirmed_actions where tenant = :tenant and provider = :person),
                   (select count(*) from waitlist where tenant = :tenant and leader = :person),
                   (select count(*) from absences where tenant = :tenant and person = :person),
                   (select count(*) from run_outcomes where tenant = :tenant
                       and (leader = :person or provider = :person) and outcome in ('PLACED', 'WAITS')),
                   (select count(*) from provider_proofs where tenant = :tenant and provider = :person),
                   (select count(*) from provider_proofs where tenant = :tenant and about = :person),
                   (select count(*) from panel_scores where tenant = :tenant and panellist = :person)
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * One kind of record about the person.
     *
     * @param readers roles that can read the fields; {@code engine} is the ranking itself, which shows them to nobody
     */
    public record Held(String what, Purpose purpose, int count, List<String> fields, List<String> readers) {}

    @Transactional
    public List<Held> of(PersonId person) {
        var sides = Stream.concat(DECIDERS.stream(), Stream.of("other-side")).toList();
        return jdbi.withHandle(handle -> handle.createQuery(COUNTS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind(
                        "seen",
                        MatchState.SEEN_BY_SIDES.stream().map(MatchState::name).toArray(String[]::new))
                .map((row, context) -> Stream.of(
                                held("profile", Purpose.MATCHING, row.getInt(1), profileFields(), List.of("engine")),
                                held(
                                        "decision",
                                        Purpose.PROGRAMME,
                                        row.getInt(2),
                                        List.of("pathway", "tracks"),
                                        List.of("engine")),
                                held("provider", Purpose.MATCHING, row.getInt(3), providerFields(), DECIDERS),
                                held(
                                        "proposal",
                                        Purpose.MATCHING,
                                        row.getInt(4),
                                        List.of("rank", "score", "explanation"),
                                        DECIDERS),
                                held(
                                        "match",
                                        Purpose.PROGRAMME,
                                        row.getInt(5),
                                        List.of("leader", "provider", "track"),
                                        sides),
                                held(
                                        "engagement",
                                        Purpose.PROGRAMME,
                                        row.getInt(6),
                                        List.of("track", "term", "cadence", "end"),
                                        sides),
                                held(
                                        "confirmedSponsorAction",
                                        Purpose.PROGRAMME,
                                        row.getInt(7),
                                        List.of("kind", "confirmedOn"),
                                        List.of("engine")),
                                held(
                                        "waitlist",
                                        Purpose.PROGRAMME,
                                        row.getInt(8),
                                        List.of("track", "reason"),
                                        DECIDERS),
                                held("absence", Purpose.PROGRAMME, row.getInt(9), List.of("reason"), DECIDERS),
                                held(
                                        "plan",
                                        Purpose.MATCHING,
                                        row.getInt(10),
                                        List.of("provider", "rank", "score"),
                                        DECIDERS),
                                held("proof", Purpose.PROGRAMME, row.getInt(11), proofFields(), DECIDERS),
                                held("proofAboutOthers", Purpose.PROGRAMME, row.getInt(12), List.of("kind"), DECIDERS),
                                held("panelScore", Purpose.PROGRAMME, row.getInt(13), List.of("rubric"), DECIDERS))
                        .filter(held -> held.count() > 0)
                        .toList())
                .one());
    }

    private static Held held(String what, Purpose purpose, int count, List<String> fields, List<String> readers) {
        return new Held(what, purpose, count, fields, readers);
    }

    /** The register of MATCHING fields is the record itself (R52): what it lacks cannot be used. */
    private static List<String> profileFields() {
        return Arrays.stream(MatchingProfile.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }

    private static List<String> providerFields() {
        return List.of(
                "type",
                "tracks",
                "capacity",
                "timeZone",
                "availability",
                "skillCodes",
                "behaviourCodes",
                "credentialCodes",
                "standing",
                "holds");
    }

    private static List<String> proofFields() {
        return List.of("kind", "on", "expiresOn", "code", "reference", "about", "minutes", "panel");
    }
}
