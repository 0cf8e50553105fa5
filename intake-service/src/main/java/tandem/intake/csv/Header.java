package tandem.intake.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Refused;

/** Which column holds which field: by its name, or as the uploader says. */
final class Header {

    private static final int COLUMNS_MAX = 200;

    private final int width;
    private final Map<Field, Integer> places;
    private final Map<Field, String> texts;

    private Header(int width, Map<Field, Integer> places, Map<Field, String> texts) {
        this.width = width;
        this.places = places;
        this.texts = texts;
    }

    /** @param mapping {@code field:column} for columns of other names than the published ones */
    static Header of(CsvRecord first, List<String> mapping) {
        var columns = first.getFields().stream().map(String::strip).toList();
        if (columns.size() > COLUMNS_MAX) {
            throw refused("At most " + COLUMNS_MAX + " columns");
        }
        var places = new EnumMap<Field, Integer>(Field.class);
        var mapped = mapped(columns, mapping);
        places.putAll(mapped);
        for (int column = 0; column < columns.size(); column++) {
            var field = Field.ofHeader(columns.get(column)).orElse(null);
            if (field != null && !mapped.containsKey(field) && !mapped.containsValue(column)) {
                if (places.put(field, column) != null) {
                    throw refused("Two columns are the field " + field.label());
                }
            }
        }
        var missing = Arrays.stream(Field.values())
                .filter(field -> field.isRequired() && !places.containsKey(field))
                .map(Field::label)
                .toList();
        if (!missing.isEmpty()) {
            throw refused("No column for " + String.join(", ", missing)
                    + "; name them in the header or with map=field:column. Separators are , ; | and tab");
        }
        var texts = new EnumMap<Field, String>(Field.class);
        places.forEach((field, column) -> texts.put(field, columns.get(column)));
        return new Header(columns.size(), places, texts);
    }

    int width() {
        return width;
    }

    /** What a row has for a field, stripped; empty where there is no such column. */
    String text(CsvRecord row, Field field) {
        var place = places.get(field);
        return place == null ? "" : row.getField(place).strip();
    }

    /** What the file calls a field. */
    @Nullable
    String named(Field field) {
        return texts.get(field);
    }

    /** Optional fields without a column: empty for everyone. */
    List<String> absent() {
        return Arrays.stream(Field.values())
                .filter(field -> !places.containsKey(field))
                .map(Field::label)
                .toList();
    }

    private static Map<Field, Integer> mapped(List<String> columns, List<String> mapping) {
        var mapped = new EnumMap<Field, Integer>(Field.class);
        var used = new HashSet<Integer>();
        for (var entry : new ArrayList<>(mapping)) {
            var colon = entry.indexOf(':');
            var field =
                    colon < 1 ? null : Field.ofHeader(entry.substring(0, colon)).orElse(null);
            if (field == null) {
                throw refused("map names a field and a column, as in map=employee:Staff No");
            }
            var column = columns.indexOf(entry.substring(colon + 1).strip());
            if (column < 0) {
                throw refused("map names a column the header does not have, for " + field.label());
            }
            if (mapped.put(field, column) != null || !used.add(column)) {
                throw refused("map names " + field.label() + ", or its column, twice");
            }
        }
        return mapped;
    }

    private static Refused refused(String detail) {
        return new Refused(ImportProblems.FILE_HEADER, detail);
    }
}
