package tandem.intake.hris;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.events.input.HrInput;

/** Turns a department or a role as people write it into the code under which it is known. */
public final class Code {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern VALID = Pattern.compile(HrInput.CODE);
    private static final int LENGTH_MAX = 64;

    private Code() {}

    /** "Research &amp; Development" is RESEARCH_DEVELOPMENT; null where nothing is left to make a code of. */
    public static @Nullable String of(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKD))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        var code = OTHERS.matcher(plain).replaceAll("_").replaceAll("^[_0-9]+|_+$", "");
        var bounded = code.length() > LENGTH_MAX ? code.substring(0, LENGTH_MAX) : code;
        return VALID.matcher(bounded).matches() ? bounded : null;
    }
}
