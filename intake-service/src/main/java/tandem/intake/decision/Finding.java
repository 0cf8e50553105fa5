package tandem.intake.decision;

import java.util.ArrayList;
import java.util.List;
import tandem.events.Pathway;

/** What the rules found: a pathway and the reasons that led there, the deciding one first. */
record Finding(Pathway pathway, List<Reason> reasons) {

    static Finding of(Pathway pathway, Reason reason) {
        return new Finding(pathway, List.of(reason));
    }

    List<String> rules() {
        return reasons.stream().map(Reason::rule).distinct().toList();
    }

    /** The same finding taken further by other rules. */
    Finding extendedTo(Pathway other, Reason... more) {
        var all = new ArrayList<>(reasons);
        all.addAll(List.of(more));
        return new Finding(other, List.copyOf(all));
    }
}
