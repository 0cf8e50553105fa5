package tandem.simulator.world;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One employee of the HR data set, as the file has it. */
public record HrRow(
        String id,
        boolean leaves,
        String department,
        String jobRole,
        int jobLevel,
        int yearsAtCompany,
        int yearsInRole,
        int yearsSincePromotion,
        String performance,
        String gender) {

    /** All 1,470 rows in the file's order. */
    public static List<HrRow> all() {
        var lines = DemoFile.lines("employees.csv");
        var columns = columns(lines.getFirst());
        return lines.stream().skip(1).map(line -> read(columns, cells(line))).toList();
    }

    private static HrRow read(Map<String, Integer> columns, List<String> cells) {
        var row = new Row(columns, cells);
        return new HrRow(
                row.text("EmployeeId"),
                row.text("Attrition").equals("Yes"),
                row.code("Department"),
                row.code("JobRole"),
                row.number("JobLevel"),
                row.number("YearsAtCompany"),
                row.number("YearsInCurrentRole"),
                row.number("YearsSinceLastPromotion"),
                row.text("PerformanceRating"),
                row.text("Gender"));
    }

    private static Map<String, Integer> columns(String header) {
        var columns = new HashMap<String, Integer>();
        var names = cells(header);
        for (var i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        return columns;
    }

    /** Every cell of the file is quoted and none contains a comma or a quote. */
    private static List<String> cells(String line) {
        return List.of(line.replace("\"", "").split(","));
    }

    private record Row(Map<String, Integer> columns, List<String> cells) {
        String text(String column) {
            var at = columns.get(column);
            if (at == null || at >= cells.size()) {
                throw new IllegalArgumentException("employees.csv has no column " + column);
            }
            return cells.get(at);
        }

        int number(String column) {
            return Integer.parseInt(text(column));
        }

        String code(String column) {
            return text(column).toUpperCase(Locale.ROOT);
        }
    }
}
