package tandem.simulator.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.local.Service;

/**
 * An HR system that uploads files with headers and dates of its own: rehearses each, reads what was wrong, uploads it, watches the
 * job to its end and keeps every row taken for the auditor.
 */
public final class FilePort {
    private static final String PATH = "/v1/hr-imports";
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int FIRST_LINE = 2;
    private static final int LEVEL = 8;

    /** The fields of the platform by the headers of this system, in the order of its columns. */
    private static final Map<String, String> COLUMNS = columns();

    private final Caller caller;
    private final String tenant;
    private final Receipts receipts;

    public FilePort(Caller caller, String tenant, Receipts receipts) {
        this.caller = caller;
        this.tenant = tenant;
        this.receipts = receipts;
    }

    /** A row: an employee, and the last day of one who is terminated. */
    public record Row(EmployeeUpserted employee, @Nullable LocalDate leftOn) {}

    /** Uploads rows each of which says something new, after a rehearsal. */
    public void upload(List<Row> rows, LocalDate on) {
        var file = file(rows.stream().map(FilePort::cells).toList());
        requireNews(run(file, on, true), rows.size());
        var done = run(file, on, false);
        requireNews(done, rows.size());
        for (var row = 0; row < rows.size(); row++) {
            receipts.accepted(
                    Service.INTAKE, tenant, PATH + "/" + done.string("id"), Integer.toString(FIRST_LINE + row));
        }
        requireKnown(file, on, done);
    }

    /** A rehearsal of rows the last of which has a flaw: the report must name its line and field, and nothing may be in effect. */
    public void rehearseFlawed(List<Row> rows, LocalDate on) {
        var cells = new ArrayList<>(rows.stream().map(FilePort::cells).toList());
        var flawed = new ArrayList<>(cells.removeLast());
        flawed.set(LEVEL, "senior");
        cells.add(flawed);
        var rehearsed = run(file(cells), on, true);
        var report = caller.get(Service.INTAKE, PATH + "/" + rehearsed.string("id") + "/errors")
                .expect(200)
                .text();
        var line = FIRST_LINE + rows.size() - 1;
        if (rehearsed.body().path("refused").asInt() != 1 || !report.contains("\n" + line + ",level,")) {
            throw new StepFailed(
                    "The flaw in line %d was not reported: %s %s".formatted(line, rehearsed.text(), report));
        }
    }

    private Answer run(byte[] file, LocalDate on, boolean dryRun) {
        var path = PATH + "/" + post(file, on, dryRun).expect(202).string("id");
        var deadline = System.nanoTime() + WITHIN.toNanos();
        var watched = caller.get(Service.INTAKE, path).expect(200);
        while (!watched.body().hasNonNull("finishedAt")) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed("The import did not end within %s: %s".formatted(WITHIN, watched.text()));
            }
            Pause.of(LOOK_AGAIN);
            watched = caller.get(Service.INTAKE, path).expect(200);
        }
        return watched;
    }

    private Answer post(byte[] file, LocalDate on, boolean dryRun) {
        var mapping = COLUMNS.entrySet().stream()
                .map(column ->
                        "&map=" + URLEncoder.encode(column.getValue() + ":" + column.getKey(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return caller.post(
                Service.INTAKE,
                PATH + "?dryRun=" + dryRun + "&effectiveOn=" + on + "&dateFormat=dd.MM.yyyy" + mapping,
                Map.of("Content-Type", "text/csv"),
                file);
    }

    private void requireKnown(byte[] file, LocalDate on, Answer done) {
        var again = post(file, on, false).expect(200);
        if (!again.string("id").equals(done.string("id"))) {
            throw new StepFailed("A file uploaded twice was not recognised: " + again.text());
        }
    }

    private static void requireNews(Answer done, int rows) {
        var news =
                done.body().path("added").asInt() + done.body().path("changed").asInt();
        if (!done.string("state").equals("DONE") || news != rows) {
            throw new StepFailed("Of %d rows %d were news: %s".formatted(rows, news, done.text()));
        }
    }

    private static byte[] file(List<List<String>> rows) {
        return Stream.concat(Stream.of(List.copyOf(COLUMNS.keySet())), rows.stream())
                .map(row -> row.stream().map(FilePort::quoted).collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(Row row) {
        var employee = row.employee();
        return Stream.of(
                        employee.employeeNumber(),
                        employee.givenName(),
                        employee.familyName(),
                        employee.email(),
                        employee.managerNumber(),
                        status(row),
                        employee.department(),
                        employee.jobRole(),
                        employee.jobLevel(),
                        day(employee.hiredOn()),
                        day(employee.inRoleSince()),
                        day(employee.lastPromotedOn()),
                        day(row.leftOn()),
                        employee.timeZone(),
                        String.join("|", employee.roleRisks()))
                .map(cell -> Objects.toString(cell, ""))
                .toList();
    }

    private static String status(Row row) {
        if (row.leftOn() != null) {
            return "T";
        }
        return Boolean.TRUE.equals(row.employee().onLeave()) ? "L" : "A";
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : DAY.format(day);
    }

    private static String quoted(String cell) {
        return cell.contains(";") || cell.contains("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("Staff No", "employee");
        columns.put("Given", "given_name");
        columns.put("Family", "family_name");
        columns.put("Mail", "email");
        columns.put("Reports To", "supervisor");
        columns.put("Stat", "status");
        columns.put("Unit", "department");
        columns.put("Position", "role");
        columns.put("Grade", "level");
        columns.put("Entry", "hire_date");
        columns.put("In Position Since", "date_in_job");
        columns.put("Promoted", "last_promotion");
        columns.put("Exit", "termination_date");
        columns.put("Zone", "time_zone");
        columns.put("Risks", "role_risks");
        return columns;
    }
}
