package tandem.intake.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.intake.csv.Imports.Fault;

/** What was wrong, as a file to work through. Its texts come from the uploaded one: none may turn into a formula. */
final class ErrorReport {

    private static final String FORMULA = "=+-@\t\r";

    private ErrorReport() {}

    static String of(List<Fault> faults) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("line", "field", "column", "problem", "detail");
            faults.forEach(fault -> csv.writeRecord(
                    Long.toString(fault.line()),
                    guarded(fault.field()),
                    guarded(fault.header()),
                    guarded(fault.problem()),
                    guarded(fault.detail())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Spreadsheets run what begins like a formula; an apostrophe before it makes it text. */
    static String guarded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
