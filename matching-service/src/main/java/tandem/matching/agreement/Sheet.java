package tandem.matching.agreement;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tandem.events.Party;

/**
 * The working agreement as one page of A4, to be read and printed before the first session (R86). It names the two sides by what they
 * are, never by name, and carries the hash of what is signed.
 */
final class Sheet {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Sheet() {}

    static String of(Agreement agreement) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                @page { size: A4; margin: 14mm; }
                body { font: 9.5pt/1.35 Georgia, serif; max-width: 182mm; margin: 0 auto; }
                h1 { font-size: 15pt; margin: 0 0 2mm; }
                h2 { font-size: 10.5pt; margin: 2.5mm 0 0.5mm; }
                dl { display: grid; grid-template-columns: 48mm 1fr; margin: 0; }
                dt { color: #444; }
                dd { margin: 0; }
                footer { margin-top: 4mm; border-top: 0.3mm solid #444; padding-top: 2mm; }
                code { font: 7.5pt monospace; overflow-wrap: anywhere; }
                section { break-inside: avoid; }
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p>Match <code>%2$s</code>, version %3$d</p>
                %4$s
                <footer>
                <dl>
                %5$s
                </dl>
                <p>SHA-256 of the clauses: <code id="content-hash">%6$s</code></p>
                </footer>
                </body>
                </html>
                """.formatted(
                        escaped(Words.of("title")),
                        escaped(agreement.match().toString()),
                        agreement.revision(),
                        agreement.clauses().stream().map(Sheet::section).collect(Collectors.joining("\n")),
                        List.of(Party.values()).stream()
                                .map(party -> signature(agreement, party))
                                .collect(Collectors.joining("\n")),
                        escaped(agreement.contentHash()));
    }

    private static String section(Clause clause) {
        var terms = clause.terms().entrySet().stream()
                .map(term -> row(Words.of(term.getKey()), said(term.getValue())))
                .collect(Collectors.joining("\n"));
        return "<section>\n<h2>%d. %s</h2>\n<dl>\n%s\n</dl>\n</section>"
                .formatted(clause.number(), escaped(Words.of(clause.code())), terms);
    }

    private static String said(List<String> codes) {
        return codes.isEmpty()
                ? Words.of("none")
                : codes.stream().map(Words::of).collect(Collectors.joining("; "));
    }

    private static String signature(Agreement agreement, Party party) {
        var at = agreement.signatures().get(party);
        return row(Words.of(side(agreement, party)), at == null ? Words.of("unsigned") : "signed on " + DAY.format(at));
    }

    private static String side(Agreement agreement, Party party) {
        return switch (agreement.terms().kind()) {
            case PEER -> "PEER_" + party.name();
            case MANAGER_AS_COACH -> party == Party.PROVIDER ? "MANAGER" : party.name();
            case STANDARD, SKILL_MICRO, MICRO, GROUP, REVERSE -> party.name();
        };
    }

    private static String row(String name, String text) {
        return "<dt>%s</dt><dd>%s</dd>".formatted(escaped(name), escaped(text));
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
