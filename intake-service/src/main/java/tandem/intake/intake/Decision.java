package tandem.intake.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.IntakeId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProgrammeId;
import tandem.intake.decision.Change;
import tandem.intake.decision.ExceptionReason;
import tandem.intake.decision.Need;
import tandem.intake.decision.Outcome;
import tandem.intake.decision.Reason;
import tandem.intake.decision.ReviewRules;
import tandem.intake.programme.Policies.InForce;
import tandem.runtime.Ids;

/** A decision as it was made: the need it saw, the answer, and the versions of rules and policy. Never changed afterwards. */
@Entity
@Table(name = "decision")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Decision {

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private UUID intake;
    private UUID programme;
    private UUID person;

    @Enumerated(EnumType.STRING)
    private Pathway pathway;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<PlannedTrack> tracks;

    private List<String> rules;

    @JdbcTypeCode(SqlTypes.JSON)
    private Need need;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Reason> reasons;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Change> changes;

    private String ruleSetVersion;
    private int policyVersion;
    private @Nullable LocalDate mentorReviewOn;
    private Instant decidedAt;

    @Enumerated(EnumType.STRING)
    private Occasion occasion;

    private @Nullable UUID replaces;

    @Enumerated(EnumType.STRING)
    private @Nullable ExceptionReason exceptionReason;

    private @Nullable String decidedBy;

    @SuppressWarnings("NullAway.Init")
    protected Decision() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    Decision(IntakeId intake, ProgrammeId programme, PersonId person, Grounds grounds, Instant at) {
        this.id = Ids.next();
        this.intake = intake.value();
        this.programme = programme.value();
        this.person = person.value();
        this.pathway = grounds.outcome().pathway();
        this.tracks = grounds.outcome().tracks();
        this.rules = grounds.outcome().rules();
        this.need = grounds.need();
        this.reasons = grounds.outcome().reasons();
        this.changes = grounds.outcome().changes();
        this.ruleSetVersion = grounds.outcome().ruleSetVersion();
        this.policyVersion = grounds.policyVersion();
        this.mentorReviewOn = grounds.mentorReviewOn();
        this.decidedAt = at;
        this.occasion = Occasion.INTAKE;
    }

    /** The decision taken again because its time had come (R30); this one stays as it is. */
    Decision reviewed(Grounds grounds, Instant at) {
        var next = new Decision(new IntakeId(intake), programme(), person(), grounds, at);
        next.occasion = Occasion.REVIEW;
        next.replaces = id;
        return next;
    }

    /** What a human decided instead; this one stays as it is. */
    Decision excepted(Grounds grounds, ExceptionReason reason, PersonId by, Instant at) {
        var next = new Decision(new IntakeId(intake), programme(), person(), grounds, at);
        next.occasion = Occasion.EXCEPTION;
        next.replaces = id;
        next.exceptionReason = reason;
        next.decidedBy = by.toString();
        return next;
    }

    ServiceDecided decided() {
        return new ServiceDecided(
                new ProgrammeId(programme),
                new PersonId(person),
                new DecisionId(id),
                new IntakeId(intake),
                pathway,
                tracks,
                rules,
                ruleSetVersion,
                policyVersion);
    }

    DecisionId id() {
        return new DecisionId(id);
    }

    ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    PersonId person() {
        return new PersonId(person);
    }

    Need need() {
        return need;
    }

    Outcome outcome() {
        return new Outcome(pathway, tracks, reasons, changes, ruleSetVersion);
    }

    /** Why a decision was made. */
    public enum Occasion {
        /** The leader answered the intake. */
        INTAKE,
        /** The leader has been here long enough for a mentor to be looked at again. */
        REVIEW,
        /** A human had a reason. */
        EXCEPTION
    }

    /** What a decision rests on; {@code mentorReviewOn} is when tenure alone may change it (R30). */
    record Grounds(
            Need need,
            Outcome outcome,
            int policyVersion,
            @Nullable LocalDate mentorReviewOn) {

        static Grounds of(Need need, Outcome outcome, InForce policy, LocalDate hiredOn) {
            var review =
                    ReviewRules.reviewAtMonths(need, outcome, policy.policy().decisionTerms());
            return new Grounds(
                    need,
                    outcome,
                    policy.version(),
                    review.map(hiredOn::plusMonths).orElse(null));
        }
    }
}
