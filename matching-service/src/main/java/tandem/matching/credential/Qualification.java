package tandem.matching.credential;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tandem.matching.credential.Standing.Due;
import tandem.matching.credential.Standing.Note;

/**
 * The rules of qualification, each a method of its own; {@link #of} is the one list. A coach and a mentor prove different things, who
 * offers both proves both. The order in which proofs were entered changes nothing.
 */
public final class Qualification {

    /** R90: how long a live demo takes, in minutes. */
    static final int DEMO_MINUTES_MIN = 30;

    /** R92: scorecards that make a panel (our reading: the source says panel). */
    static final int PANEL_MIN = 2;

    /** R98, W3: least median of a panel, on the rubric of 1 to 5. */
    static final BigDecimal PANEL_MEDIAN_MIN = BigDecimal.valueOf(4);

    /** R91: people who verify what changed. */
    static final int REFERENCES_MIN = 2;

    /** R101: how long the recorded feedback session takes, in minutes. */
    static final int FEEDBACK_MINUTES_MIN = 10;

    /** R103: introductions to be drafted. */
    static final int INTRODUCTIONS_MIN = 3;

    /** R107: skills of the half-day; which they are, the programme says by training them. */
    static final int SKILLS_MIN = 4;

    private static final Comparator<Proof> LATEST =
            Comparator.comparing(Proof::on).thenComparing(Proof::id, Comparator.comparing(UUID::toString));

    private Qualification() {}

    /** Where a provider stands on a day of programme time. */
    public static Standing of(Dossier dossier, LocalDate today) {
        var gaps = Arrays.stream(Gap.values())
                .filter(gap -> isOpen(gap, dossier, today))
                .toList();
        var notes = Continuation.isThresholdMissing(dossier.performance())
                ? List.of(Note.COMPLETION_THRESHOLD_MISSING)
                : List.<Note>of();
        return new Standing(
                gaps,
                Clocks.dues(dossier, today).toList(),
                notes,
                panelMedian(dossier, today).orElse(null),
                Clocks.calibratedOn(dossier, today).orElse(null));
    }

    /** The first day after today on which the answer may be another one although nothing is entered; empty when none is in sight. */
    public static Optional<LocalDate> nextLook(Dossier dossier, LocalDate today) {
        var runsOut = Clocks.dues(dossier, today).map(due -> due.on().plusDays(1));
        var begins = dossier.proofs().stream().map(Proof::on);
        return Stream.of(runsOut, begins, dossier.performance().turns())
                .flatMap(days -> days)
                .filter(day -> day.isAfter(today))
                .min(Comparator.naturalOrder());
    }

    private static boolean isOpen(Gap gap, Dossier dossier, LocalDate today) {
        return switch (gap) {
            case CREDENTIAL_MISSING -> isWithoutCredential(dossier, today);
            case CREDENTIAL_OR_TRAINING_MISSING -> isWithoutCredentialOrTraining(dossier, today);
            case OUTCOMES_MISSING -> dossier.isCoach() && dossier.lacks(ProofKind.ENGAGEMENT_OUTCOME, today);
            case REFERENCES_MISSING -> dossier.isCoach() && referees(dossier, today) < REFERENCES_MIN;
            case SUCCESS_HISTORY_MISSING -> dossier.isSponsor() && dossier.lacks(ProofKind.PROMOTION_HISTORY, today);
            case MENTEE_OUTCOMES_MISSING -> isWithoutMenteeOutcomes(dossier, today);
            case BIAS_TRAINING_MISSING -> dossier.isMentor() && dossier.lacks(ProofKind.BIAS_TRAINING, today);
            case ENDORSEMENT_MISSING -> dossier.isSponsor() && dossier.lacks(ProofKind.MANAGER_ENDORSEMENT, today);
            case GOVERNANCE_INCOMPLETE -> isGovernanceIncomplete(dossier, today);
            case CONFLICT_CLAUSE_UNSIGNED -> dossier.isMentor() && dossier.lacks(ProofKind.CONFLICT_CLAUSE, today);
            case SPONSORSHIP_CLAUSE_UNSIGNED ->
                dossier.isSponsor() && dossier.lacks(ProofKind.SPONSORSHIP_CLAUSE, today);
            case ROLE_BOUNDARIES_UNTRAINED -> needsCurriculum(dossier, today) && isWeek1Open(dossier, today);
            case FEEDBACK_UNTRAINED -> needsCurriculum(dossier, today) && isWeek2Open(dossier, today);
            case BIAS_AND_ESCALATION_UNTRAINED -> needsCurriculum(dossier, today) && isWeek3Open(dossier, today);
            case SPONSORSHIP_UNTRAINED ->
                needsCurriculum(dossier, today) && dossier.isSponsor() && isWeek4Open(dossier, today);
            case DEMO_MISSING -> demos(dossier, today).isEmpty();
            case PANEL_INCOMPLETE -> isPanelIncomplete(dossier, today);
            case PANEL_MEDIAN_TOO_LOW ->
                panelMedian(dossier, today)
                        .filter(median -> median.compareTo(PANEL_MEDIAN_MIN) < 0)
                        .isPresent();
            case DEMO_REVIEW_MISSING -> dossier.lacks(ProofKind.DEMO_REVIEW, today);
            case CO_COACHING_MISSING -> dossier.lacks(ProofKind.CO_COACHING, today);
            case VENDOR_CLAUSES_MISSING -> !dossier.isInternal() && dossier.lacks(ProofKind.VENDOR_CLAUSES, today);
            case CALIBRATION_EXPIRED -> isOver(Clocks.calibration(dossier, today), today);
            case CERTIFICATION_EXPIRED -> isOver(Clocks.certification(dossier, today), today);
            case NETWORK_ACTION_OVERDUE -> isOver(Clocks.networkAction(dossier, today), today);
            case COMPLETION_BELOW_GATE -> Continuation.isCompletionTooLow(dossier.performance());
            case RATING_BELOW_GATE -> Continuation.isRatingTooLow(dossier.performance());
            case BEHAVIOURAL_OUTCOME_MISSING -> Continuation.isOutcomeMissing(dossier.performance());
        };
    }

    /** R88: a coach from outside has a credential of a professional body. */
    private static boolean isWithoutCredential(Dossier dossier, LocalDate today) {
        return dossier.isCoach() && !dossier.isInternal() && dossier.lacks(ProofKind.CREDENTIAL, today);
    }

    /** R8, R9: a coach from inside has a credential, or structured training. */
    private static boolean isWithoutCredentialOrTraining(Dossier dossier, LocalDate today) {
        return dossier.isCoach()
                && dossier.isInternal()
                && dossier.lacks(ProofKind.CREDENTIAL, today)
                && dossier.lacks(ProofKind.COACH_TRAINING, today);
    }

    /** R91: verified, and of different people. */
    private static long referees(Dossier dossier, LocalDate today) {
        return dossier.of(ProofKind.REFERENCE, today)
                .map(Proof::about)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /** R95: outcomes of earlier mentees, or what a verified referee says. */
    private static boolean isWithoutMenteeOutcomes(Dossier dossier, LocalDate today) {
        return dossier.isMentor()
                && dossier.lacks(ProofKind.MENTEE_OUTCOME, today)
                && dossier.lacks(ProofKind.REFERENCE, today);
    }

    /** R13: for a mentor governance matters more than credentials. */
    private static boolean isGovernanceIncomplete(Dossier dossier, LocalDate today) {
        return dossier.isMentor()
                && (dossier.lacks(ProofKind.CONFLICT_CHECK, today)
                        || dossier.lacks(ProofKind.ESCALATION_ROUTES, today));
    }

    /** R100–R103 for mentors, unless they took the half-day on the programme's four skills (R107). */
    private static boolean needsCurriculum(Dossier dossier, LocalDate today) {
        var skills = dossier.of(ProofKind.SKILL_TRAINED, today)
                .map(Proof::code)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        return dossier.isMentor() && skills < SKILLS_MIN;
    }

    private static boolean isWeek1Open(Dossier dossier, LocalDate today) {
        return dossier.lacks(ProofKind.SCENARIO_QUIZ, today) || dossier.lacks(ProofKind.WORKING_AGREEMENT, today);
    }

    private static boolean isWeek2Open(Dossier dossier, LocalDate today) {
        return dossier.of(ProofKind.FEEDBACK_SESSION, today)
                .noneMatch(proof -> proof.minutes() >= FEEDBACK_MINUTES_MIN);
    }

    private static boolean isWeek3Open(Dossier dossier, LocalDate today) {
        return dossier.lacks(ProofKind.BIAS_SIMULATION, today) || dossier.lacks(ProofKind.ESCALATION_FLOW, today);
    }

    private static boolean isWeek4Open(Dossier dossier, LocalDate today) {
        return dossier.of(ProofKind.INTRODUCTION_DRAFTED, today).count() < INTRODUCTIONS_MIN;
    }

    /** R90: the latest first. */
    private static List<Proof> demos(Dossier dossier, LocalDate today) {
        return dossier.of(ProofKind.DEMO, today)
                .filter(demo -> demo.minutes() >= DEMO_MINUTES_MIN)
                .sorted(LATEST.reversed())
                .toList();
    }

    private static boolean isPanelIncomplete(Dossier dossier, LocalDate today) {
        var demos = demos(dossier, today);
        return !demos.isEmpty() && demos.stream().noneMatch(Qualification::hasPanel);
    }

    /** R98: of the latest demo a whole panel has scored; one still being scored takes nothing from who is qualified. */
    private static Optional<BigDecimal> panelMedian(Dossier dossier, LocalDate today) {
        return demos(dossier, today).stream()
                .filter(Qualification::hasPanel)
                .findFirst()
                .flatMap(demo -> Scorecard.median(demo.panel()));
    }

    private static boolean hasPanel(Proof demo) {
        return demo.panel().size() >= PANEL_MIN;
    }

    private static boolean isOver(Optional<Due> due, LocalDate today) {
        return due.filter(last -> today.isAfter(last.on())).isPresent();
    }
}
