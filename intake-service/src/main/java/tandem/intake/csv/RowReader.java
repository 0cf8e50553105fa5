package tandem.intake.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.intake.hris.Code;
import tandem.intake.hris.Statement;
import tandem.intake.hris.Terms;
import tandem.intake.people.PersonIndex;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;

/** Turns a row into a statement, or says everything that is wrong with it. */
final class RowReader {

    private static final int FIELD_MAX = 1_000;
    private static final int FLAWS_MAX = 20;

    private final Header header;
    private final LocalDate effectiveOn;
    private final DateTimeFormatter dates;
    private final Validator validator;
    private final PersonIndex index;

    RowReader(Header header, LocalDate effectiveOn, DateTimeFormatter dates, Validator validator, PersonIndex index) {
        this.header = header;
        this.effectiveOn = effectiveOn;
        this.dates = dates;
        this.validator = validator;
        this.index = index;
    }

    /** One thing wrong with a row. */
    record Flaw(@Nullable Field field, ProblemType problem, String detail) {}

    /** A row: a statement, or its flaws. */
    record Row(long line, Header header, @Nullable Statement statement, List<Flaw> flaws) {}

    Row read(CsvRecord row) {
        return new Reading(row).read();
    }

    /** One row while it is read. */
    private final class Reading {
        private final CsvRecord row;
        private final List<Flaw> flaws = new ArrayList<>();

        Reading(CsvRecord row) {
            this.row = row;
        }

        Row read() {
            var line = row.getStartingLineNumber();
            if (row.getFieldCount() != header.width()) {
                flaws.add(new Flaw(
                        null,
                        ImportProblems.FILE_NOT_CSV,
                        row.getFieldCount() + " columns where the header has " + header.width()));
                return new Row(line, header, null, flaws);
            }
            Arrays.stream(Field.values()).forEach(this::checkText);
            var said = said();
            var leftOn = leftOn(date(Field.TERMINATION_DATE));
            if (flaws.isEmpty()) {
                validator.validate(said).stream()
                        .limit(FLAWS_MAX)
                        .forEach(violation -> flaw(
                                Field.ofProperty(violation
                                        .getPropertyPath()
                                        .iterator()
                                        .next()
                                        .getName()),
                                violation.getMessage()));
            }
            return new Row(line, header, flaws.isEmpty() ? statement(said, leftOn) : null, flaws);
        }

        @SuppressWarnings("NullAway") // what is missing is found by the validation, before anyone relies on it
        private EmployeeUpserted said() {
            return new EmployeeUpserted(
                    text(Field.EMPLOYEE),
                    text(Field.GIVEN_NAME),
                    text(Field.FAMILY_NAME),
                    text(Field.EMAIL),
                    optional(Field.SUPERVISOR),
                    code(Field.DEPARTMENT, text(Field.DEPARTMENT)),
                    code(Field.ROLE, text(Field.ROLE)),
                    level(),
                    date(Field.HIRE_DATE),
                    date(Field.DATE_IN_JOB),
                    date(Field.LAST_PROMOTION),
                    optional(Field.TIME_ZONE),
                    risks(),
                    effectiveOn,
                    status() == 'L');
        }

        private Statement statement(EmployeeUpserted said, @Nullable LocalDate leftOn) {
            var manager = said.managerNumber();
            return new Statement(
                    null,
                    said.employeeNumber(),
                    said.givenName(),
                    said.familyName(),
                    said.email(),
                    said.timeZone(),
                    new Terms(
                            manager == null ? null : index.ofEmployeeNumber(manager),
                            said.department(),
                            said.jobRole(),
                            said.jobLevel(),
                            said.hiredOn(),
                            said.inRoleSince(),
                            said.lastPromotedOn(),
                            said.roleRisks(),
                            Boolean.TRUE.equals(said.onLeave())),
                    leftOn,
                    effectiveOn);
        }

        /** A line break inside a field is a quote that was forgotten further up. */
        private void checkText(Field field) {
            var text = text(field);
            if (text.length() > FIELD_MAX) {
                flaw(field, "is longer than " + FIELD_MAX + " characters");
            } else if (text.chars().anyMatch(Character::isISOControl)) {
                flaw(field, "has a line break or another control character");
            }
        }

        private @Nullable LocalDate leftOn(@Nullable LocalDate terminated) {
            return switch (status()) {
                case 'T' -> {
                    if (terminated == null) {
                        flaw(Field.TERMINATION_DATE, "is missing for someone terminated");
                    } else if (terminated.isAfter(effectiveOn)) {
                        flaw(Field.TERMINATION_DATE, "is to come: the status is A or L until then");
                    }
                    yield terminated;
                }
                case 'A', 'L' -> {
                    if (terminated != null && !terminated.isAfter(effectiveOn)) {
                        flaw(Field.TERMINATION_DATE, "has passed: the status is T");
                    }
                    yield terminated;
                }
                default -> {
                    flaw(Field.STATUS, "is T, A or L");
                    yield null;
                }
            };
        }

        private char status() {
            var text = text(Field.STATUS).toUpperCase(Locale.ROOT);
            return text.length() == 1 ? text.charAt(0) : '?';
        }

        private int level() {
            try {
                return Integer.parseInt(text(Field.LEVEL));
            } catch (NumberFormatException e) {
                flaw(Field.LEVEL, "is no whole number");
                return 1;
            }
        }

        private @Nullable LocalDate date(Field field) {
            var text = text(field);
            try {
                return text.isEmpty() ? null : LocalDate.parse(text, dates);
            } catch (DateTimeException e) {
                flaw(field, "is no date of the format of this upload");
                return null;
            }
        }

        private List<String> risks() {
            var text = text(Field.ROLE_RISKS);
            return text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split("\\|"))
                            .map(part -> code(Field.ROLE_RISKS, part))
                            .filter(code -> code != null)
                            .toList();
        }

        private @Nullable String code(Field field, String text) {
            var code = Code.of(text);
            if (code == null) {
                flaw(field, text.isBlank() ? "is missing" : "has no letter to make a code of");
            }
            return code;
        }

        private @Nullable String optional(Field field) {
            var text = text(field);
            return text.isEmpty() ? null : text;
        }

        private String text(Field field) {
            return header.text(row, field);
        }

        private void flaw(Field field, String detail) {
            if (flaws.stream().noneMatch(known -> known.field() == field)) {
                flaws.add(new Flaw(field, CommonProblems.INVALID, detail));
            }
        }
    }
}
