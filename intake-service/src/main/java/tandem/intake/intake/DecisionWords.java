package tandem.intake.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.PropertyResourceBundle;
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
        return BY_VERSION.computeIfAbsent(ruleSetVersion, DecisionWords::read);
    }

    private static DecisionWords read(String ruleSetVersion) {
        var name = "/decision-" + ruleSetVersion + ".properties";
        try (var text = Objects.requireNonNull(DecisionWords.class.getResourceAsStream(name), name)) {
            return new DecisionWords(new PropertyResourceBundle(text));
        } catch (IOException e) {
            throw new UncheckedIOException("The words of rule set " + ruleSetVersion + " cannot be read", e);
        }
    }

    String of(Reason reason) {
        return words(reason.rule() + "." + reason.code(), reason.values().toArray());
    }

    String of(Change change) {
        var first = words("alteration." + change.what(), change.value());
        var second = change.and();
        return second == null
                ? words("change", first, change.instead())
                : words("change.two", first, words("alteration." + second.what(), second.value()), change.instead());
    }

    private String words(String key, Object... values) {
        try {
            return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("No words for " + key, e);
        }
    }
}
