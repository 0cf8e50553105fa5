package tandem.analytics.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.Held;

/** What the store holds about one person. */
@ApplicationScoped
public class VisibilityQueries {
    private static final String BY_PERSON = "known_to = 'infinity' and person = :person";
    private static final String BY_ENGAGEMENT = "known_to = 'infinity' and engagement in (select engagement from mine)";

    /** Kinds of one name are counted together. */
    private static final List<Kind> KINDS = List.of(
            new Kind("participation", Purpose.PROGRAMME, "participants", BY_PERSON),
            new Kind("engagements", Purpose.PROGRAMME, "mine", "true"),
            new Kind("sessions", Purpose.PROGRAMME, "sessions", BY_ENGAGEMENT),
            new Kind("sponsorActions", Purpose.PROGRAMME, "sponsor_actions", BY_ENGAGEMENT),
            new Kind("actionItems", Purpose.PROGRAMME, "action_items", BY_ENGAGEMENT),
            new Kind("confidenceRatings", Purpose.IMPACT, "confidences", BY_ENGAGEMENT),
            new Kind("sessionTopics", Purpose.IMPACT, "session_topics", BY_ENGAGEMENT),
            new Kind("checkIns", Purpose.PROGRAMME, "check_ins", BY_ENGAGEMENT),
            new Kind(
                    "checkInAnswers",
                    Purpose.IMPACT,
                    "check_in_answers",
                    "engagement in (select engagement from mine)"),
            new Kind("caseEntries", Purpose.IMPACT, "case_entries", BY_ENGAGEMENT),
            new Kind("closingReviews", Purpose.PROGRAMME, "closing_reviews", BY_ENGAGEMENT),
            new Kind("handOffs", Purpose.PROGRAMME, "hand_offs", BY_ENGAGEMENT),
            new Kind("networkSeats", Purpose.PROGRAMME, "network_seats", BY_PERSON),
            new Kind("employmentChanges", Purpose.PROGRAMME, "employments", BY_PERSON),
            new Kind("pilotDuties", Purpose.PROGRAMME, "gate_sign_offs", "signed_by = :person"),
            new Kind("pilotDuties", Purpose.PROGRAMME, "gate_mitigations", "owner = :person"),
            new Kind("pilotDuties", Purpose.PROGRAMME, "kpi_definitions", "owner = :person"),
            new Kind("pilotDuties", Purpose.PROGRAMME, "committee_seats", "person = :person"),
            new Kind("pilotDuties", Purpose.PROGRAMME, "motions", "opened_by = :person"),
            new Kind("pilotDuties", Purpose.PROGRAMME, "onboarding_stops", ":person in (stopped_by, resumed_by)"),
            new Kind("continuationFindings", Purpose.PROGRAMME, "providers_below_gate", "provider = :person"),
            new Kind("covariates", Purpose.IMPACT, "impact_profiles", "person = :person and department is not null"),
            new Kind("outcomes", Purpose.IMPACT, "outcomes", "person = :person"),
            new Kind(
                    "kpis",
                    Purpose.IMPACT,
                    "kpis",
                    "id in (select l.id from ledger l where l.tenant = :tenant and l.subject = :subject)"));

    private static final String HELD =
            """
            with mine as (
                select tenant, engagement from engagements
                where tenant = :tenant and known_to = 'infinity' and :person in (leader, provider)
            )
            select what, purpose, sum(count)::bigint as count
            from (%s) held
            group by what, purpose
            having sum(count) > 0
            order by purpose, what""".formatted(KINDS.stream().map(Kind::counted).collect(Collectors.joining(" union all ")));

    /**
     * A kind of record and where it lies.
     *
     * @param mine which rows are about the person
     */
    private record Kind(String what, Purpose purpose, String table, String mine) {
        String counted() {
            return "select '%s' as what, '%s' as purpose, count(*) from %s where tenant = :tenant and %s"
                    .formatted(what, purpose, table, mine);
        }
    }

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(HELD)
                .bind("tenant", tenants.current())
                .bind("person", person.value())
                .bind("subject", person.toString())
                .map(ConstructorMapper.of(Held.class))
                .list());
    }

    /** The least number of people a figure of this tenant is told about. */
    @Transactional
    public int leastPeople() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select metric.k(null)").mapTo(Integer.class).one());
    }
}
