package tandem.matching.credential;

import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tandem.matching.credential.Standing.Clock;
import tandem.matching.credential.Standing.Due;

/** What runs out, and when. The day named is the last good one. */
final class Clocks {

    /** R104: every quarter. */
    static final Period CALIBRATION = Period.ofMonths(3);

    /** R105: every year. */
    static final Period CERTIFICATION = Period.ofYears(1);

    /** R103: one verifiable network action within 60 days. */
    static final Period NETWORK_ACTION = Period.ofDays(60);

    private Clocks() {}

    static Stream<Due> dues(Dossier dossier, LocalDate today) {
        return Stream.of(
                        credential(dossier, today),
                        calibration(dossier, today),
                        certification(dossier, today),
                        networkAction(dossier, today))
                .flatMap(Optional::stream);
    }

    /** R88: the credential that holds longest; nothing runs out for who has one without an end, or structured training inside (R9). */
    static Optional<Due> credential(Dossier dossier, LocalDate today) {
        if (!dossier.isCoach() || (dossier.isInternal() && !dossier.lacks(ProofKind.COACH_TRAINING, today))) {
            return Optional.empty();
        }
        return dossier.of(ProofKind.CREDENTIAL, today)
                .map(proof -> Objects.requireNonNullElse(proof.expiresOn(), LocalDate.MAX))
                .max(Comparator.naturalOrder())
                .filter(last -> !last.equals(LocalDate.MAX))
                .map(last -> new Due(Clock.CREDENTIAL, last));
    }

    /** R104: from the joint session that onboarded, then from each calibration. */
    static Optional<Due> calibration(Dossier dossier, LocalDate today) {
        return calibratedOn(dossier, today).map(on -> new Due(Clock.CALIBRATION, on.plus(CALIBRATION)));
    }

    static Optional<LocalDate> calibratedOn(Dossier dossier, LocalDate today) {
        return Stream.of(ProofKind.CO_COACHING, ProofKind.CALIBRATION)
                .flatMap(kind -> dossier.of(kind, today))
                .map(Proof::on)
                .max(Comparator.naturalOrder());
    }

    /** R105: from the first day in the pool, then from each certification. */
    static Optional<Due> certification(Dossier dossier, LocalDate today) {
        return Stream.concat(
                        Stream.ofNullable(dossier.qualifiedOn()),
                        dossier.of(ProofKind.RECERTIFICATION, today).map(Proof::on))
                .max(Comparator.naturalOrder())
                .map(on -> new Due(Clock.CERTIFICATION, on.plus(CERTIFICATION)));
    }

    /**
     * R103: from the third introduction drafted, and not before the first mentee, because there is nobody to introduce until then.
     * Whatever is confirmed from that day on, late too, ends the wait.
     */
    static Optional<Due> networkAction(Dossier dossier, LocalDate today) {
        var drafted = dossier.of(ProofKind.INTRODUCTION_DRAFTED, today)
                .map(Proof::on)
                .sorted()
                .skip(Qualification.INTRODUCTIONS_MIN - 1L)
                .findFirst();
        var mentorsSince = dossier.performance().mentorsSince();
        if (!dossier.isSponsor() || drafted.isEmpty() || mentorsSince == null) {
            return Optional.empty();
        }
        var from = drafted.get().isAfter(mentorsSince) ? drafted.get() : mentorsSince;
        var actedOn = dossier.performance().actedOn();
        if (actedOn != null && !actedOn.isBefore(from)) {
            return Optional.empty();
        }
        return Optional.of(new Due(Clock.NETWORK_ACTION, from.plus(NETWORK_ACTION)));
    }
}
