package tandem.simulator.world;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names nobody in particular has, each pair given once. */
public final class Names {
    private final List<Name> left;

    /** A made-up name; {@code login} is its form in addresses and logins. */
    public record Name(String given, String family) {
        public String login() {
            return plain(given) + "." + plain(family);
        }

        private static String plain(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFD)
                    .replaceAll("[^A-Za-z]", "")
                    .toLowerCase(Locale.ROOT);
        }
    }

    public Names(RandomGenerator random) {
        left = new ArrayList<>();
        for (var given : DemoFile.lines("names/given.txt")) {
            for (var family : DemoFile.lines("names/family.txt")) {
                left.add(new Name(given, family));
            }
        }
        Collections.shuffle(left, new java.util.Random(random.nextLong()));
    }

    public Name next() {
        return left.removeLast();
    }
}
