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
import tandem.intake.goal.GoalCode;
import tandem.runtime.Ids;

/**
 * What a leader answered at intake. Never changed afterwards, except that the leader corrects what the goals mean and that the
 * embedding comes and goes with MATCHING.
 */
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
    private @Nullable String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Availability> availability;

    private boolean confidentialityNeedHigh;
    private List<String> roleRisks;
    private byte @Nullable [] answers;
    private List<String> skillCodes;
    private List<String> behaviourCodes;
    private @Nullable String embeddingModel;
    private float @Nullable [] embedding;
    private Instant submittedAt;
    private long revision;

    @SuppressWarnings("NullAway.Init")
    protected Intake() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    Intake(PersonId person, Submission submission, byte @Nullable [] answers, Goals goals, Instant at) {
        this.id = Ids.next();
        this.programme = submission.programme().value();
        this.person = person.value();
        this.formVersion = submission.formVersion();
        this.trigger = submission.trigger();
        this.preferences = submission.preferences();
        this.timeZone = submission.timeZone();
        this.availability = submission.availability();
        this.confidentialityNeedHigh = submission.confidentialityNeedHigh();
        this.roleRisks = submission.roleRisks();
        this.answers = answers;
        this.skillCodes = goals.codes(GoalCode.Kind.SKILL);
        this.behaviourCodes = goals.codes(GoalCode.Kind.BEHAVIOUR);
        this.submittedAt = at;
        this.revision = 1;
    }

    IntakeSubmitted submitted() {
        return new IntakeSubmitted(new ProgrammeId(programme), new PersonId(person), id(), formVersion);
    }

    /** The vector of the goals' labels, with the model that made it. */
    void embed(String model, float[] vector) {
        embeddingModel = model;
        embedding = vector.clone();
    }

    /** The leader says what the goals mean: another vector is to be made of that. */
    void correct(Goals goals) {
        skillCodes = goals.codes(GoalCode.Kind.SKILL);
        behaviourCodes = goals.codes(GoalCode.Kind.BEHAVIOUR);
        embeddingModel = null;
        embedding = null;
        revision++;
    }

    long revision() {
        return revision;
    }

    Trigger trigger() {
        return trigger;
    }

    ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    PersonId person() {
        return new PersonId(person);
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
