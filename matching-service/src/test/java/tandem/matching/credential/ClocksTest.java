package tandem.matching.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.matching.credential.Dossiers.TODAY;
import static tandem.matching.credential.Dossiers.coach;
import static tandem.matching.credential.Dossiers.expiring;
import static tandem.matching.credential.Dossiers.mentor;
import static tandem.matching.credential.Dossiers.performing;
import static tandem.matching.credential.Dossiers.plain;
import static tandem.matching.credential.Dossiers.qualified;
import static tandem.matching.credential.Dossiers.with;
import static tandem.matching.credential.Dossiers.without;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.matching.credential.Performance.Cohort;
import tandem.matching.credential.Standing.Clock;
import tandem.matching.credential.Standing.Due;

class ClocksTest {

    private static final Dossier COACH = coach(ProviderType.EXTERNAL);

    @Test
    void lapsesAQuarterAfterTheLastCalibration() {
        var due = LocalDate.of(2030, 4, 7);

        assertThat(gaps(COACH, due)).isEmpty();
        assertThat(gaps(COACH, due.plusDays(1))).containsExactly(Gap.CALIBRATION_EXPIRED);

        var calibrated = with(COACH, plain(ProofKind.CALIBRATION, LocalDate.of(2030, 4, 1)));
        assertThat(gaps(calibrated, due.plusDays(1))).isEmpty();
        assertThat(gaps(calibrated, LocalDate.of(2030, 7, 1))).isEmpty();
        assertThat(gaps(calibrated, LocalDate.of(2030, 7, 2))).containsExactly(Gap.CALIBRATION_EXPIRED);
    }

    @Test
    void comesBackWithALateCalibration() {
        var late = LocalDate.of(2030, 6, 1);

        assertThat(gaps(with(COACH, plain(ProofKind.CALIBRATION, late)), late)).isEmpty();
    }

    @Test
    void certifiesAnewEveryYear() {
        var calibrated = with(qualified(COACH, TODAY), plain(ProofKind.CALIBRATION, LocalDate.of(2030, 12, 1)));
        var due = LocalDate.of(2031, 1, 7);

        assertThat(gaps(calibrated, due)).isEmpty();
        assertThat(gaps(calibrated, due.plusDays(1))).containsExactly(Gap.CERTIFICATION_EXPIRED);
        assertThat(gaps(with(calibrated, plain(ProofKind.RECERTIFICATION, due)), due.plusDays(1)))
                .isEmpty();
    }

    @Test
    void tellsWhatFallsDueWhen() {
        var dossier = with(
                without(qualified(COACH, TODAY), ProofKind.CREDENTIAL),
                expiring(ProofKind.CREDENTIAL, TODAY.minusYears(2), LocalDate.of(2030, 3, 1)),
                expiring(ProofKind.CREDENTIAL, TODAY.minusYears(1), LocalDate.of(2030, 2, 1)));

        assertThat(Qualification.of(dossier, TODAY).dues())
                .containsExactly(
                        new Due(Clock.CREDENTIAL, LocalDate.of(2030, 3, 1)),
                        new Due(Clock.CALIBRATION, LocalDate.of(2030, 4, 7)),
                        new Due(Clock.CERTIFICATION, LocalDate.of(2031, 1, 7)));
        assertThat(Qualification.nextLook(dossier, TODAY)).contains(LocalDate.of(2030, 3, 2));
    }

    @Test
    void holdsAMentorWithoutANetworkActionInSixtyDaysOfTheFirstMentee() {
        var since = TODAY.plusDays(10);
        var last = since.plusDays(60);

        assertThat(gaps(mentoring(null, null), last.plusDays(1))).isEmpty();
        assertThat(gaps(mentoring(since, null), last)).isEmpty();
        assertThat(gaps(mentoring(since, null), last.plusDays(1))).containsExactly(Gap.NETWORK_ACTION_OVERDUE);
        assertThat(gaps(mentoring(since, since.minusDays(1)), last.plusDays(1)))
                .containsExactly(Gap.NETWORK_ACTION_OVERDUE);
        assertThat(gaps(mentoring(since, last), last.plusDays(1))).isEmpty();
        assertThat(gaps(mentoring(since, last.plusDays(5)), last.plusDays(6))).isEmpty();
    }

    @Test
    void countsTheSixtyDaysFromTheDraftsForWhoMentorsAlready() {
        var mentors = mentoring(TODAY.minusDays(100), TODAY.minusDays(1));

        assertThat(Clocks.networkAction(mentors, TODAY)).contains(new Due(Clock.NETWORK_ACTION, TODAY.plusDays(60)));
    }

    @Test
    void neverChangesBetweenTwoLooks() {
        var random = new Random(42);
        for (int round = 0; round < 300; round++) {
            var dossier = anything(random);
            var day = TODAY.plusDays(random.nextInt(100));
            var before = Qualification.of(dossier, day).gaps();
            var look = Qualification.nextLook(dossier, day).orElse(day.plusDays(600));

            for (var next = day.plusDays(1); next.isBefore(look); next = next.plusDays(1)) {
                assertThat(Qualification.of(dossier, next).gaps())
                        .as("%s on %s", dossier, next)
                        .isEqualTo(before);
            }
        }
    }

    private static Dossier anything(Random random) {
        var proofs = new ArrayList<Proof>(random.nextBoolean() ? COACH.proofs() : mentor().proofs());
        for (var kind : List.of(ProofKind.CALIBRATION, ProofKind.RECERTIFICATION, ProofKind.CO_COACHING)) {
            if (random.nextBoolean()) {
                proofs.add(plain(kind, TODAY.minusDays(random.nextInt(400))));
            }
        }
        if (random.nextBoolean()) {
            proofs.add(expiring(ProofKind.CREDENTIAL, TODAY.minusYears(2), TODAY.plusDays(random.nextInt(200) - 50)));
        }
        var base = random.nextBoolean() ? COACH : mentor();
        var since = random.nextBoolean() ? TODAY.minusDays(random.nextInt(90)) : null;
        var acted = random.nextInt(3) == 0 ? TODAY.minusDays(random.nextInt(90)) : null;
        return new Dossier(
                base.type(),
                base.tracks(),
                random.nextBoolean() ? TODAY.minusDays(random.nextInt(500)) : null,
                proofs,
                new Performance(List.of(), List.of(), since, acted));
    }

    private static Dossier mentoring(@Nullable LocalDate since, @Nullable LocalDate acted) {
        var calibrated = with(mentor(), plain(ProofKind.CALIBRATION, TODAY));
        return performing(calibrated, new Performance(List.of(), List.of(), since, acted));
    }

    /** A cohort whose last planned end turns the figures. */
    @Test
    void looksAgainOnThePlannedEndAndAYearAfterIt() {
        var end = TODAY.plusDays(20);
        var cohort = new Cohort(new ProgrammeId(Dossiers.person(9).value()), 0, 0, null, 0, 0, List.of(end));
        var dossier = performing(COACH, new Performance(List.of(cohort), List.of(), null, null));
        var calibrated = with(dossier, plain(ProofKind.CALIBRATION, end.plusDays(300)));

        assertThat(Qualification.nextLook(dossier, TODAY)).contains(end);
        assertThat(Qualification.nextLook(calibrated, end.plusDays(300)))
                .contains(end.plusYears(1).plusDays(1));
    }

    private static List<Gap> gaps(Dossier dossier, LocalDate day) {
        return Qualification.of(dossier, day).gaps();
    }
}
