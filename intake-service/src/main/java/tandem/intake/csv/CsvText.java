package tandem.intake.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Refused;

/** Reads a file row by row, holding one at a time: UTF-8 with or without a byte order mark, one of four separators. */
final class CsvText {

    private static final int RECORD_MAX = 1 << 16;
    private static final int HEADER_MAX = 1 << 13;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private final Iterator<CsvRecord> rows;
    private final Header header;

    private CsvText(Iterator<CsvRecord> rows, Header header) {
        this.rows = rows;
        this.header = header;
    }

    static CsvText of(InputStream file, List<String> mapping) {
        var reader = new BufferedReader(
                new InputStreamReader(
                        file,
                        UTF_8.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                HEADER_MAX * 2);
        try {
            var separator = separator(reader);
            var rows = CsvReader.builder()
                    .fieldSeparator(separator)
                    .commentStrategy(CommentStrategy.NONE)
                    .skipEmptyLines(true)
                    .allowMissingFields(true)
                    .allowExtraFields(true)
                    .allowExtraCharsAfterClosingQuote(false)
                    .maxBufferSize(RECORD_MAX)
                    .ofCsvRecord((Reader) reader)
                    .iterator();
            var first = next(rows, 1);
            if (first == null) {
                throw new Refused(ImportProblems.FILE_HEADER, "The file is empty");
            }
            return new CsvText(rows, Header.of(first, mapping));
        } catch (IOException e) {
            throw unreadable(e, 1);
        }
    }

    Header header() {
        return header;
    }

    /** The next row, or null at the end; refuses what cannot be read, with the line after which it stands. */
    @Nullable
    CsvRecord next(long after) {
        return next(rows, after);
    }

    private static @Nullable CsvRecord next(Iterator<CsvRecord> rows, long after) {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()), after);
        } catch (CsvParseException e) {
            throw e.getCause() instanceof IOException io
                    ? unreadable(io, after)
                    : new Refused(
                            ImportProblems.FILE_NOT_CSV,
                            "After line " + after + ": a quote that does not end, something after one, or a row beyond "
                                    + RECORD_MAX + " characters");
        }
    }

    private static RuntimeException unreadable(IOException e, long after) {
        return e instanceof CharacterCodingException
                ? new Refused(
                        ImportProblems.FILE_NOT_UTF8,
                        "After line " + after + ": save the file as UTF-8 and upload it again")
                : new UncheckedIOException(e);
    }

    /** The separator that makes most of the first line; the reader stands after a byte order mark then. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(HEADER_MAX);
        int first = reader.read();
        if (first != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(HEADER_MAX);
        var line = new StringBuilder();
        for (int c = reader.read();
                c != -1 && c != '\n' && c != '\r' && line.length() < HEADER_MAX - 1;
                c = reader.read()) {
            line.append((char) c);
        }
        reader.reset();
        return Stream.iterate(0, place -> place < SEPARATORS.size(), place -> place + 1)
                .map(SEPARATORS::get)
                .reduce((best, other) -> count(line, other) > count(line, best) ? other : best)
                .orElse(',');
    }

    private static long count(CharSequence line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }
}
