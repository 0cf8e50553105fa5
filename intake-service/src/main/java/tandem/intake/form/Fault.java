package tandem.intake.form;

import java.util.List;

/** What is wrong, and where: a JSON pointer into the answers, or into the form itself. Never repeats what was answered. */
public record Fault(String pointer, String detail) {

    /** Faults told at once; whoever has more corrects these first. */
    static final int TOLD_MAX = 50;

    static List<Fault> told(List<Fault> faults) {
        return faults.stream().distinct().limit(TOLD_MAX).toList();
    }
}
