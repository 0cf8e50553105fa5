package tandem.intake.intake;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import tandem.intake.decision.Change;
import tandem.intake.decision.Reason;

/** Words for reasons, from the bundle of the rule set they were given under: an old decision keeps its own words. */
final class DecisionWords {

    private static final Map<String, DecisionWords> BY_VERSION = new ConcurrentHashMap<>();

    private final ResourceBundle bundle;

    private DecisionWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    static DecisionWords of(String ruleSetVersion) {
        return BY_VERSION.computeIfAbsent(
                ruleSetVersion,
                version -> new DecisionWords(ResourceBundle.getBundle("decision-" + version, Locale.ROOT)));
    }

    String of(Reason reason) {
        return words(reason.rule() + "." + reason.code(), reason.values().toArray());
    }

    String of(Change change) {
        return words("change." + change.what(), change.value(), change.instead());
    }

    private String words(String key, Object... values) {
        try {
            return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("No words for " + key, e);
        }
    }
}
