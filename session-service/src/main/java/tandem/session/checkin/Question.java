package tandem.session.checkin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * One question. Its wording belongs to the programme; an answer is a number and never words (R114). A choice of several things is one
 * yes-or-no question for each.
 */
public record Question(
        @NotNull @Pattern(regexp = Question.CODE) String code,
        @NotBlank @Size(max = Question.WORDING_MAX) String wording,
        @NotNull Scale scale) {

    static final String CODE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final int CODE_MAX = 40;
    static final int WORDING_MAX = 200;

    /** What can be answered. */
    public enum Scale {
        /** From 1, not at all, to 5, fully. */
        AGREEMENT,
        /** No is 1, yes is 5, so that both scales have the same ends. */
        YES_NO;

        boolean holds(int value) {
            return switch (this) {
                case AGREEMENT -> value >= LOWEST && value <= HIGHEST;
                case YES_NO -> value == LOWEST || value == HIGHEST;
            };
        }
    }

    static final int LOWEST = 1;
    static final int HIGHEST = 5;
}
