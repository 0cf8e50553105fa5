package tandem.session.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The codes the two sides of an engagement choose from (R113, C10): shipped as data, and what a programme added. Codes are never taken
 * back, so that what was noted keeps its meaning.
 *
 * @param version the version shipped, and after a plus how many codes the programme has added to it
 */
public record Vocabulary(String version, List<Term> topics, List<Term> actions) {

    /** Which list a code is of. */
    public enum Kind {
        /** What was talked about. */
        TOPIC,
        /** What is to be done next. */
        ACTION
    }

    /**
     * A code.
     *
     * @param label what it means; of a code a programme added, the code itself
     */
    public record Term(String code, String label) {}

    public Vocabulary {
        topics = List.copyOf(topics);
        actions = List.copyOf(actions);
    }

    public List<Term> terms(Kind kind) {
        return switch (kind) {
            case TOPIC -> topics;
            case ACTION -> actions;
        };
    }

    /** The first code that is none of this vocabulary; empty when all are. */
    public Optional<String> unknown(Kind kind, Collection<String> codes) {
        return codes.stream()
                .filter(code ->
                        terms(kind).stream().noneMatch(term -> term.code().equals(code)))
                .findFirst();
    }

    /** The vocabulary with what a programme added. */
    Vocabulary with(Collection<String> addedTopics, Collection<String> addedActions) {
        var added = addedTopics.size() + addedActions.size();
        return added == 0
                ? this
                : new Vocabulary(version + "+" + added, joined(topics, addedTopics), joined(actions, addedActions));
    }

    private static List<Term> joined(List<Term> shipped, Collection<String> added) {
        return Stream.concat(shipped.stream(), added.stream().map(code -> new Term(code, code)))
                .toList();
    }
}
