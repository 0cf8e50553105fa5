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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeEvent.ProgrammeSignedOff;
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
    private @Nullable Instant stoppedAt;
    private @Nullable Instant resumedAt;
    private @Nullable Instant signedOffAt;
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
        checkAllows(policy);
        policyVersion++;
        return new PolicyPublished(id(), policyVersion, contentHash, policy.terms());
    }

    /** Refuses a policy that does not go with the kind of cohort (R62). */
    void checkAllows(Policy policy) {
        if (highTouch && policy.matching().maxMenteesPerMentor() > Policy.HIGH_TOUCH_MENTEES_MAX) {
            throw new Refused(
                    ProgrammeProblems.POLICY_REFUSED,
                    "A high-touch cohort has at most " + Policy.HIGH_TOUCH_MENTEES_MAX + " mentees to a mentor (R62)");
        }
    }

    /** What may change while a programme runs; window and objective are what it is, and stay. */
    void change(@Nullable String newName, @Nullable ProblemSentence newProblem, int minimum, int maximum, int taken) {
        if (maximum < minimum) {
            throw new Refused(ProgrammeProblems.WINDOW_REFUSED, "The cohort's maximum is below its minimum");
        }
        if (maximum < taken) {
            throw new Refused(ProgrammeProblems.WINDOW_REFUSED, taken + " people take part already");
        }
        name = newName == null ? name : newName;
        problem = newProblem == null ? problem : newProblem.text();
        cohortMinimum = minimum;
        cohortMaximum = maximum;
    }

    /** Week 1 is signed: people may be recruited, and compared with (W1). */
    ProgrammeSignedOff signOff(String documentHash, Instant at) {
        signedOffAt = at;
        return new ProgrammeSignedOff(id(), documentHash);
    }

    /** Refuses newcomers before legal signed off (W1), while the owner has stopped onboarding (R129), and after the end. */
    void checkTakesPeopleIn(Instant now) {
        obstacle(now).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Whether a seat may be offered now. */
    boolean takesPeopleIn(Instant now) {
        return obstacle(now).isEmpty();
    }

    private Optional<Refused> obstacle(Instant now) {
        if (signedOffAt == null) {
            return Optional.of(new Refused(
                    ProgrammeProblems.SIGN_OFF_MISSING, "Nobody is recruited before data protection signed"));
        }
        if (stoppedBecause != null) {
            return Optional.of(new Refused(
                    ProgrammeProblems.ONBOARDING_STOPPED,
                    "Onboarding was stopped: " + stoppedBecause,
                    Map.of("reason", stoppedBecause, "stoppedAt", String.valueOf(stoppedAt))));
        }
        return endsOn.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))
                ? Optional.of(new Refused(ProgrammeProblems.PROGRAMME_OVER, "The programme ended on " + endsOn))
                : Optional.empty();
    }

    void stopOnboarding(String reason, Instant at) {
        stoppedBecause = reason;
        stoppedAt = at;
    }

    void resumeOnboarding(Instant at) {
        if (stoppedBecause != null) {
            stoppedBecause = null;
            resumedAt = at;
        }
    }

    int seatsLeft(int taken) {
        return Math.max(0, cohortMaximum - taken);
    }

    ProgrammeId id() {
        return new ProgrammeId(id);
    }

    int cohortMinimum() {
        return cohortMinimum;
    }

    int cohortMaximum() {
        return cohortMaximum;
    }

    long revision() {
        return version;
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
