package tandem.analytics.steering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tandem.analytics.gate.GateQueries.GateView;
import tandem.analytics.steering.Pack.Point;
import tandem.analytics.steering.Pack.Trend;
import tandem.events.GateStatus;

/** Plots as SVG, made here: no script, no font, no picture from elsewhere. A colour never stands alone, its letter stands in it. */
final class Plots {

    private static final int CELL = 44;
    private static final int GAP = 6;
    private static final int COLUMNS = 12;
    private static final int WIDTH = 620;
    private static final int HEIGHT = 150;
    private static final int LEFT = 44;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;

    private Plots() {}

    /** The gates in two rows of twelve. */
    static String gates(List<GateView> gates) {
        var rows = (gates.size() + COLUMNS - 1) / COLUMNS;
        var cells = IntStream.range(0, gates.size())
                .mapToObj(i -> cell(gates.get(i), i % COLUMNS, i / COLUMNS))
                .collect(Collectors.joining("\n"));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="The gates by week">
                %s
                </svg>""".formatted(COLUMNS * (CELL + GAP), rows * (CELL + GAP), cells);
    }

    private static String cell(GateView gate, int column, int row) {
        var latest = gate.latest();
        var status = latest == null ? GateStatus.UNDECIDED : latest.status();
        var x = column * (CELL + GAP);
        var y = row * (CELL + GAP);
        return """
                <g><title>%1$s %2$s</title>
                <rect x="%3$d" y="%4$d" width="%5$d" height="%5$d" rx="4" fill="%6$s" stroke="#333"/>
                <text x="%7$d" y="%8$d" text-anchor="middle" font-size="13" fill="#111">%9$d</text>
                <text x="%7$d" y="%10$d" text-anchor="middle" font-size="11" fill="#111">%11$s</text></g>""".formatted(
                        PackPage.escaped(gate.gate()),
                        status,
                        x,
                        y,
                        CELL,
                        fill(status),
                        x + CELL / 2,
                        y + 18,
                        gate.week(),
                        y + 35,
                        letter(status));
    }

    private static String fill(GateStatus status) {
        return switch (status) {
            case GREEN -> "#8fd19e";
            case AMBER -> "#ffd479";
            case RED -> "#f2a29b";
            case UNDECIDED -> "#e8e8e8";
        };
    }

    static String letter(GateStatus status) {
        return switch (status) {
            case GREEN -> "G";
            case AMBER -> "A";
            case RED -> "R";
            case UNDECIDED -> "\u2013";
        };
    }

    /** Shares by week with their intervals; a hidden week is an open square at the foot, so that a gap is no zero. */
    static String trend(Trend trend, LocalDate startsOn, int weeks) {
        var marks = trend.points().stream()
                .filter(point -> weekOf(point, startsOn) >= 1 && weekOf(point, startsOn) <= weeks)
                .map(point -> mark(point, weekOf(point, startsOn), weeks))
                .collect(Collectors.joining("\n"));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s by week">
                %4$s
                %5$s
                <text x="%6$d" y="%7$d" text-anchor="middle" font-size="11" fill="#333">week of the pilot</text>
                %8$s
                </svg>""".formatted(
                WIDTH, HEIGHT, PackPage.escaped(trend.metric()), grid(), ticks(weeks), WIDTH / 2, HEIGHT - 2, marks);
    }

    private static int weekOf(Point point, LocalDate startsOn) {
        return (int) Math.floorDiv(ChronoUnit.DAYS.between(startsOn, point.week()), 7) + 1;
    }

    private static String mark(Point point, int week, int weeks) {
        var x = x(week, weeks);
        var value = point.value();
        var numerator = point.numerator();
        var denominator = point.denominator();
        if (value == null || numerator == null || denominator == null) {
            return """
                    <rect x="%s" y="%s" width="6" height="6" fill="none" stroke="#888"><title>hidden</title></rect>""".formatted(number(x - 3), number(y(0) - 6));
        }
        var interval = Interval.of(numerator, denominator);
        return """
                <line x1="%1$s" y1="%2$s" x2="%1$s" y2="%3$s" stroke="#3465a4"/>
                <circle cx="%1$s" cy="%4$s" r="3" fill="#3465a4"/>""".formatted(
                number(x), number(y(interval.low())), number(y(interval.high())), number(y(value.doubleValue())));
    }

    private static String grid() {
        return IntStream.rangeClosed(0, 4)
                .mapToObj(quarter -> """
                        <line x1="%1$d" y1="%2$s" x2="%3$d" y2="%2$s" stroke="#ddd"/>
                        <text x="%4$d" y="%5$s" text-anchor="end" font-size="10" fill="#333">%6$d %%</text>""".formatted(
                        LEFT, number(y(quarter / 4.0)), WIDTH, LEFT - 6, number(y(quarter / 4.0) + 3), quarter * 25))
                .collect(Collectors.joining("\n"));
    }

    private static String ticks(int weeks) {
        return IntStream.rangeClosed(1, weeks)
                .filter(week -> week == 1 || week % 4 == 0)
                .mapToObj(week -> """
                        <text x="%s" y="%d" text-anchor="middle" font-size="10" fill="#333">%d</text>""".formatted(number(x(week, weeks)), HEIGHT - BOTTOM + 11, week))
                .collect(Collectors.joining("\n"));
    }

    private static double x(int week, int weeks) {
        return LEFT + (WIDTH - LEFT) * (week - 0.5) / weeks;
    }

    private static double y(double share) {
        return TOP + (HEIGHT - BOTTOM - TOP) * (1 - share);
    }

    /** With a point, whatever the machine's language. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    }
}
