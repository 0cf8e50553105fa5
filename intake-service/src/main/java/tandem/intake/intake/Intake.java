package tandem.intake.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Trigger;
import tandem.events.input.HrInput;
import tandem.runtime.Ids;

/** What a leader answered at intake. Never changed afterwards, except that its embedding comes and goes with MATCHING. */
@Entity
@Table(name = "intake")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Intake {

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private UUID programme;
    private UUID person;
    private int formVersion;

    @Enumerated(EnumType.STRING)
    private Trigger trigger;

    private List<String> preferences;
    private String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Availability> availability;

    private boolean confidentialityNeedHigh;
    private List<String> skillCodes;
    private List<String> behaviourCodes;
    private @Nullable String embeddingModel;
    private float @Nullable [] embedding;
    private Instant submittedAt;

    @SuppressWarnings("NullAway.Init")
    protected Intake() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    Intake(PersonId person, HrInput.IntakeSubmitted answers, Goals goals, Instant at) {
        this.id = Ids.next();
        this.programme = answers.programme().value();
        this.person = person.value();
        this.formVersion = answers.formVersion();
        this.trigger = answers.trigger();
        this.preferences = answers.preferences() == null ? List.of() : List.copyOf(answers.preferences());
        this.timeZone = answers.timeZone();
        this.availability = answers.availability() == null ? List.of() : List.copyOf(answers.availability());
        this.confidentialityNeedHigh = answers.confidentialityNeedHigh();
        this.skillCodes = goals.codes(GoalCode.Kind.SKILL);
        this.behaviourCodes = goals.codes(GoalCode.Kind.BEHAVIOUR);
        this.submittedAt = at;
    }

    IntakeSubmitted submitted() {
        return new IntakeSubmitted(new ProgrammeId(programme), new PersonId(person), id(), formVersion);
    }

    /** The vector of the goals' labels, with the model that made it. */
    void embed(String model, float[] vector) {
        embeddingModel = model;
        embedding = vector.clone();
    }

    IntakeId id() {
        return new IntakeId(id);
    }

    List<String> skillCodes() {
        return skillCodes;
    }

    List<String> behaviourCodes() {
        return behaviourCodes;
    }
}
