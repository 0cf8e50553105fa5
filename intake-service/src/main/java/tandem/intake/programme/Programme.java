package tandem.intake.programme;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.problem.Refused;

/** A programme from its opening on: what it is for, whom it may take in, under which policy. */
@Entity
@Table(name = "programme")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Programme {

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private String name;

    @Enumerated(EnumType.STRING)
    private Objective objective;

    private String problem;
    private LocalDate startsOn;
    private LocalDate endsOn;
    private int cohortMinimum;
    private int cohortMaximum;
    private boolean highTouch;
    private int policyVersion;
    private @Nullable String stoppedBecause;
    private Instant openedAt;
    private String openedBy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Programme() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    private Programme(Plan plan, String by, Instant at) {
        this.id = Ids.next();
        this.name = plan.name();
        this.objective = plan.objective();
        this.problem = plan.problem().text();
        this.startsOn = plan.startsOn();
        this.endsOn = plan.endsOn();
        this.cohortMinimum = plan.cohortMinimum();
        this.cohortMaximum = plan.cohortMaximum();
        this.highTouch = plan.highTouch();
        this.openedAt = at;
        this.openedBy = by;
    }

    static Programme open(Plan plan, String by, Instant at) {
        return new Programme(plan, by, at);
    }

    ProgrammeOpened opened() {
        return new ProgrammeOpened(id(), objective.name(), startsOn, endsOn, highTouch);
    }

    /** The next version comes into force; earlier decisions keep theirs. */
    PolicyPublished publish(Policy policy, String contentHash) {
        if (highTouch && policy.matching().maxMenteesPerMentor() > Policy.HIGH_TOUCH_MENTEES_MAX) {
            throw new Refused(
                    ProgrammeProblems.POLICY_REFUSED,
                    "A high-touch cohort has at most " + Policy.HIGH_TOUCH_MENTEES_MAX + " mentees to a mentor (R62)");
        }
        policyVersion++;
        return new PolicyPublished(id(), policyVersion, contentHash, policy.terms());
    }

    /** Refuses newcomers while the owner has stopped onboarding (R129), and after the end. */
    void checkTakesPeopleIn(Instant now) {
        if (stoppedBecause != null) {
            throw new Refused(ProgrammeProblems.ONBOARDING_STOPPED, "Onboarding was stopped: " + stoppedBecause);
        }
        if (endsOn.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new Refused(ProgrammeProblems.PROGRAMME_OVER, "The programme ended on " + endsOn);
        }
    }

    void stopOnboarding(String reason) {
        stoppedBecause = reason;
    }

    void resumeOnboarding() {
        stoppedBecause = null;
    }

    int seatsLeft(int taken) {
        return Math.max(0, cohortMaximum - taken);
    }

    ProgrammeId id() {
        return new ProgrammeId(id);
    }

    int policyVersion() {
        return policyVersion;
    }

    /** What a programme is opened with. */
    record Plan(
            String name,
            Objective objective,
            ProblemSentence problem,
            LocalDate startsOn,
            LocalDate endsOn,
            int cohortMinimum,
            int cohortMaximum,
            boolean highTouch) {

        Plan {
            if (!endsOn.isAfter(startsOn)) {
                throw new Refused(ProgrammeProblems.WINDOW_REFUSED, "The programme must end after it starts");
            }
            if (cohortMaximum < cohortMinimum) {
                throw new Refused(ProgrammeProblems.WINDOW_REFUSED, "The cohort's maximum is below its minimum");
            }
        }
    }
}
