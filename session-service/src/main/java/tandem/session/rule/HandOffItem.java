package tandem.session.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The items a hand-off from coach to mentor can carry (R67): the allow-list. What is not here is not carried, whoever asks and whatever
 * was allowed; details are carried with the leader's consent to that very item.
 */
public enum HandOffItem {
    /** What was worked on, as codes of the vocabulary. */
    TOPICS(false),
    /** What is worth going on with, as codes of the vocabulary. */
    CONTINUE_WITH(false),
    /** What a sponsor could do first, as kinds of sponsor action. */
    SPONSOR_ASKS(false),
    /** How many sessions took place. */
    SESSIONS_HELD(false),
    /** How many next steps were done. */
    STEPS_COMPLETED(false),
    /** Next steps still open: kind, owner and day of each. */
    OPEN_STEPS(true),
    /** How many of how many goals the coach says were met. */
    GOALS_MET(true),
    /** How many sessions were missed. */
    SESSIONS_MISSED(true);

    private final boolean detail;

    HandOffItem(boolean detail) {
        this.detail = detail;
    }

    /** Whether the item says how somebody did, and is carried with consent alone. */
    public boolean isDetail() {
        return detail;
    }

    /** The items that are carried with consent alone. */
    public static Set<HandOffItem> details() {
        return Arrays.stream(values()).filter(HandOffItem::isDetail).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The item of that name; empty for anything that is not on the list. */
    public static Optional<HandOffItem> of(String name) {
        return Arrays.stream(values()).filter(item -> item.name().equals(name)).findFirst();
    }

    /**
     * What of the offered may be carried.
     *
     * @param offered values by what they are called
     * @param consented fields the leader consents to have handed over
     */
    public static <V> SortedMap<HandOffItem, V> carried(Map<String, V> offered, Collection<String> consented) {
        var carried = new TreeMap<HandOffItem, V>();
        offered.forEach((name, value) -> of(name).filter(item -> !item.isDetail() || consented.contains(name))
                .ifPresent(item -> carried.put(item, value)));
        return carried;
    }
}
