package tandem.simulator.world;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A company: rows of the HR data set with names, addresses, a tree of managers, dates and time zones drawn from a seed. A manager is
 * of the same department and of the next higher level somebody has there; the longest-serving of the highest level heads the
 * department, the longest-serving head the company.
 */
public record Workforce(List<Employee> employees) {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Europe/London"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kolkata"));
    private static final Comparator<HrRow> BY_RANK = Comparator.comparingInt(HrRow::jobLevel)
            .thenComparingInt(HrRow::yearsAtCompany)
            .reversed()
            .thenComparing(HrRow::id);

    /** The company as it stands on a day, its addresses under one example domain. */
    public static Workforce on(LocalDate day, List<HrRow> rows, String prefix, String domain, RandomGenerator random) {
        var names = new Names(random);
        var managers = managers(rows, prefix, random);
        var employees = new ArrayList<Employee>();
        for (var row : rows) {
            var name = names.next();
            var hired = day.minusYears(row.yearsAtCompany()).minusDays(1L + random.nextInt(300));
            var promoted = row.yearsSincePromotion() == 0 && row.yearsAtCompany() == 0
                    ? null
                    : latest(hired, day.minusYears(row.yearsSincePromotion()).minusDays(1L + random.nextInt(300)));
            employees.add(new Employee(
                    row,
                    prefix + row.id(),
                    name,
                    name.login() + "@" + domain,
                    managers.get(row.id()),
                    hired,
                    latest(hired, day.minusYears(row.yearsInRole()).minusDays(1L + random.nextInt(300))),
                    promoted,
                    ZONES.get(random.nextInt(ZONES.size())),
                    roleRisks(row)));
        }
        return new Workforce(List.copyOf(employees));
    }

    /** The roles of R51, as far as the data set shows them. */
    private static List<String> roleRisks(HrRow row) {
        if (row.jobLevel() == 5) {
            return List.of("EXECUTIVE_ROLE");
        }
        return row.jobLevel() == 4 && row.jobRole().equals("MANAGER") ? List.of("BUDGET_AUTHORITY") : List.of();
    }

    private static Map<String, @Nullable String> managers(List<HrRow> rows, String prefix, RandomGenerator random) {
        var managers = new HashMap<String, @Nullable String>();
        var heads = new ArrayList<HrRow>();
        for (var department :
                rows.stream().map(HrRow::department).distinct().sorted().toList()) {
            var members = rows.stream()
                    .filter(row -> row.department().equals(department))
                    .sorted(BY_RANK)
                    .toList();
            var head = members.getFirst();
            heads.add(head);
            for (var member : members.subList(1, members.size())) {
                var above = above(member, members);
                var manager = above.isEmpty() ? head : above.get(random.nextInt(above.size()));
                managers.put(member.id(), prefix + manager.id());
            }
        }
        heads.sort(BY_RANK);
        heads.stream()
                .skip(1)
                .forEach(head ->
                        managers.put(head.id(), prefix + heads.getFirst().id()));
        return managers;
    }

    /** Everybody of the next higher level that exists in the department. */
    private static List<HrRow> above(HrRow member, List<HrRow> members) {
        var next = members.stream()
                .mapToInt(HrRow::jobLevel)
                .filter(level -> level > member.jobLevel())
                .min();
        return members.stream()
                .filter(row -> next.isPresent() && row.jobLevel() == next.getAsInt())
                .toList();
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
