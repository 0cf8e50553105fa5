package tandem.intake.consent;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Purpose;

/**
 * Which purposes are given item by item, and to whom an item of each may go (R67, R115, R124). Nothing is given for such a purpose as a
 * whole: whoever agrees to share one note has not agreed to share the next.
 */
final class ItemRules {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,59}");

    private static final Map<Purpose, Set<Recipient>> RECIPIENTS = new EnumMap<>(Map.of(
            Purpose.HANDOFF_DETAIL, EnumSet.of(Recipient.COACH, Recipient.MENTOR),
            Purpose.NOTE_SHARING,
                    EnumSet.of(
                            Recipient.COACH,
                            Recipient.MENTOR,
                            Recipient.LINE_MANAGER,
                            Recipient.HR_PARTNER,
                            Recipient.SPONSOR),
            Purpose.RECOGNITION,
                    EnumSet.of(Recipient.LINE_MANAGER, Recipient.SPONSOR, Recipient.PROGRAMME, Recipient.COMPANY)));

    private ItemRules() {}

    /** Why the purpose cannot be given for this item, or without one; empty when it can. */
    static Optional<String> objection(Purpose purpose, @Nullable ConsentItem item) {
        var recipients = RECIPIENTS.get(purpose);
        if (recipients == null) {
            return item == null ? Optional.empty() : Optional.of(purpose + " is given as a whole");
        }
        if (item == null) {
            return Optional.of(purpose + " is given item by item: name a field and a recipient");
        }
        if (!CODE.matcher(item.field()).matches()) {
            return Optional.of("The field is a code of capital letters, never words");
        }
        if (!recipients.contains(item.recipient())) {
            return Optional.of(purpose + " goes to " + recipients + " only");
        }
        return purpose == Purpose.NOTE_SHARING && item.about() == null
                ? Optional.of("A note is shared one at a time: name it in about")
                : Optional.empty();
    }
}
