package tandem.intake.decision;

import org.jspecify.annotations.Nullable;
import tandem.events.Pathway;

/**
 * The least that, had it been different and all else the same, would have changed the answer.
 *
 * @param what which fact, see {@link Alteration}
 * @param value what it would have had to be
 * @param instead the pathway then
 * @param and the second fact that would have had to differ with it; null where one is enough
 */
public record Change(
        String what,
        String value,
        Pathway instead,
        @Nullable Alteration and) {

    static Change of(Alteration only, Pathway instead) {
        return new Change(only.what(), only.value(), instead, null);
    }

    static Change of(Alteration first, Alteration second, Pathway instead) {
        return new Change(first.what(), first.value(), instead, second);
    }
}
