package tandem.session.checkin;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tandem.events.CheckInKind;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.session.checkin.FormService.Form;

/** A form as a page: plain HTML that prints as it reads, without style, script or anything loaded. */
final class CheckInPage {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.ENGLISH);

    private CheckInPage() {}

    static String of(Form form) {
        return page("""
                <h1>%s</h1>
                <p>You are asked about %s. %s It can be answered once, until %s. You may leave questions out.</p>
                <form method="post">
                %s
                <p><button type="submit">Send</button></p>
                </form>
                """.formatted(
                        escaped(title(form.kind())),
                        escaped(form.about()),
                        escaped(shown(form.respondent())),
                        escaped(DAY.format(form.closesOn())),
                        form.questions().stream().map(CheckInPage::field).collect(Collectors.joining("\n"))));
    }

    /** A page that says one thing. */
    static String note(String text) {
        return page("<p>%s</p>\n".formatted(escaped(text)));
    }

    private static String page(String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Tandem</title>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(body);
    }

    private static String field(Question question) {
        var choices = switch (question.scale()) {
            case AGREEMENT ->
                IntStream.rangeClosed(Question.LOWEST, Question.HIGHEST)
                        .mapToObj(value -> choice(question, value, words(value)))
                        .toList();
            case YES_NO -> List.of(choice(question, Question.HIGHEST, "yes"), choice(question, Question.LOWEST, "no"));
        };
        return "<fieldset>\n<legend>%s</legend>\n%s\n</fieldset>"
                .formatted(escaped(question.wording()), String.join("\n", choices));
    }

    private static String choice(Question question, int value, String words) {
        return "<label><input type=\"radio\" name=\"%s\" value=\"%d\"> %s</label>"
                .formatted(escaped(question.code()), value, escaped(words));
    }

    private static String words(int value) {
        return switch (value) {
            case Question.LOWEST -> value + ", not at all";
            case Question.HIGHEST -> value + ", fully";
            default -> Integer.toString(value);
        };
    }

    private static String title(CheckInKind kind) {
        return switch (kind) {
            case PULSE -> "How is it going?";
            case RAPID_FEEDBACK -> "What helps, and what stands in the way?";
            case BASELINE_360, FOLLOW_UP_360 -> "How do you see the way this person works?";
            case MANAGER_ATTESTATION -> "Do you see progress?";
            case MENTORING_STORY -> "What has mentoring changed?";
        };
    }

    private static String shown(Respondent respondent) {
        return respondent == Respondent.RATER
                ? "Your answer is only ever shown together with those of others."
                : "Your answer is shown as yours.";
    }

    /** For text and for values of attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
