package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.tenant.Tenants;

/** Embeddings live and die with MATCHING; own words and all other answers go when the person leaves the programme. */
@ApplicationScoped
class IntakeData implements HeldData {

    private final Jdbi jdbi;
    private final Tenants tenants;

    IntakeData(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return switch (purpose) {
            case MATCHING -> Map.of("goalEmbeddings", removeEmbeddings(person));
            case PROGRAMME ->
                Map.of(
                        "goalEmbeddings",
                        removeEmbeddings(person),
                        "goalTexts",
                        removeWords(person),
                        "intakeAnswers",
                        removeAnswers(person));
            case CALENDAR, IMPACT, COMPARISON, FAIRNESS, HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION -> Map.of();
        };
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of(
                "goals",
                update("delete from goal where tenant = :tenant and person = :person", person),
                "intakes",
                update("delete from intake where tenant = :tenant and person = :person", person),
                "decisionReviews",
                update("delete from decision_review where tenant = :tenant and person = :person", person),
                "decisions",
                update("delete from decision where tenant = :tenant and person = :person", person));
    }

    private int removeEmbeddings(PersonId person) {
        return update("""
                update intake set embedding = null, embedding_model = null
                 where tenant = :tenant and person = :person and embedding is not null""", person);
    }

    private int removeWords(PersonId person) {
        return update("""
                update goal set words = null, outcome = null
                 where tenant = :tenant and person = :person and (words is not null or outcome is not null)""", person);
    }

    private int removeAnswers(PersonId person) {
        return update(
                "update intake set answers = null where tenant = :tenant and person = :person and answers is not null",
                person);
    }

    private int update(String sql, PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }
}
