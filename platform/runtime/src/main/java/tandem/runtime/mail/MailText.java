package tandem.runtime.mail;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a template: a subject in the first line, an empty line, the body. What stands in braces is filled in when the mail is
 * written: the codes of the mail, and of the platform {@code givenName}, {@code link}, {@code token} where a code names a single-use link,
 * and {@code about} where a code names the person it is about.
 */
record MailText(String subject, String body) {
    /** What the platform fills in. */
    static final Set<String> OF_THE_PLATFORM = Set.of("givenName", "link", "token", "about");

    private static final String SUBJECT = "Subject: ";
    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");

    static MailText parse(String template, String text) {
        var lines = text.split("\\R", 3);
        if (lines.length < 3 || !lines[0].startsWith(SUBJECT) || !lines[1].isBlank()) {
            throw new IllegalStateException(
                    "The text of " + template + " does not begin with its subject and an empty line");
        }
        return new MailText(lines[0].substring(SUBJECT.length()).strip(), lines[2].strip() + "\n");
    }

    /** What has to be filled in. */
    Set<String> blanks() {
        return BLANK.matcher(subject + body)
                .results()
                .map(blank -> blank.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text with everything filled in; a blank nobody fills is a mistake. */
    MailText filled(Map<String, String> words) {
        return new MailText(filled(subject, words), filled(body, words));
    }

    private static String filled(String text, Map<String, String> words) {
        return BLANK.matcher(text).replaceAll(blank -> {
            var word = words.get(blank.group(1));
            if (word == null) {
                throw new IllegalStateException("Nothing fills " + blank.group());
            }
            return Matcher.quoteReplacement(word);
        });
    }
}
