package tandem.intake.programme;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import tandem.runtime.problem.Refused;

/** The one sentence that filters every decision of a programme (R38): shown on every screen, so it must name nobody. */
record ProblemSentence(String text) {

    private static final int LENGTH_MIN = 10;
    private static final int LENGTH_MAX = 300;
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+|(?:\\d[ ()/-]?){7,}");

    ProblemSentence {
        text = text.strip();
        if (text.length() < LENGTH_MIN || text.length() > LENGTH_MAX) {
            throw refused("must have between %d and %d characters".formatted(LENGTH_MIN, LENGTH_MAX));
        }
        if (text.chars().anyMatch(Character::isISOControl) || sentences(text) != 1) {
            throw refused("must be exactly one sentence on one line");
        }
        if (ADDRESS.matcher(text).find()) {
            throw refused("must not hold an e-mail address or a telephone number");
        }
    }

    private static int sentences(String text) {
        var boundaries = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        boundaries.setText(text);
        int sentences = 0;
        while (boundaries.next() != BreakIterator.DONE) {
            sentences++;
        }
        return sentences;
    }

    private static Refused refused(String why) {
        return new Refused(ProgrammeProblems.PROBLEM_SENTENCE, "The problem " + why);
    }
}
