package tandem.verify.bench;

import java.util.ArrayList;

/** Runs reference and subject in turn, A-B-A-B, so that a drifting machine touches both alike. */
final class Rounds {

    /** One timed run. */
    @FunctionalInterface
    interface Run {
        Reading take() throws Exception;
    }

    private final int rounds;

    Rounds(int rounds) {
        this.rounds = rounds;
    }

    /** One untimed round first: a cold JVM measures itself. */
    Result of(Measure measure, Run reference, Run subject) throws Exception {
        System.out.printf("%s %s%n   against %s%n", measure.id(), measure.what(), measure.reference());
        reference.take();
        subject.take();
        var references = new ArrayList<Reading>();
        var subjects = new ArrayList<Reading>();
        for (int round = 1; round <= rounds; round++) {
            references.add(reference.take());
            subjects.add(subject.take());
            System.out.printf(
                    "   round %d: %,.2f / %,.2f = %.3f%n",
                    round,
                    subjects.getLast().value(),
                    references.getLast().value(),
                    subjects.getLast().value() / references.getLast().value());
        }
        return new Result(measure, references, subjects);
    }
}
