package tandem.session.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import tandem.events.Party;

/**
 * Who deals with what goes wrong in an engagement, by when, and who may see it (R126, R82). Codes only: what happened is told to the
 * office that asks, not to a form.
 */
public final class Routing {

    private Routing() {}

    /** Who decides. */
    public enum Office {
        /** Programme lead and operations owner. */
        OPERATIONS,
        /** HR partner. */
        HR,
        /** Steering committee. */
        STEERING
    }

    /** What an escalation is about: where it goes, and within how many days it is answered. */
    public enum Type {
        OPERATIONAL(Office.OPERATIONS, 5),
        ETHICAL(Office.HR, 2),
        PERFORMANCE(Office.HR, 5),
        STRATEGIC(Office.STEERING, 14);

        private final Office office;
        private final int days;

        Type(Office office, int days) {
            this.office = office;
            this.days = days;
        }

        public Office office() {
            return office;
        }

        /** When it is overdue. */
        public LocalDate dueOn(Instant raisedAt) {
            return LocalDate.ofInstant(raisedAt, ZoneOffset.UTC).plusDays(days);
        }
    }

    /** Why somebody escalates; each reason belongs to one type, so nobody can send it to another office. */
    public enum Reason {
        SCHEDULING(Type.OPERATIONAL),
        TECHNOLOGY(Type.OPERATIONAL),
        CAPACITY(Type.OPERATIONAL),
        /** Raised by the keeper alone. */
        GONE_QUIET(Type.OPERATIONAL),
        CONFLICT_OF_INTEREST(Type.ETHICAL),
        CONFIDENTIALITY(Type.ETHICAL),
        CONDUCT(Type.ETHICAL),
        /** What comes up belongs to another kind of help (R37). */
        BOUNDARIES(Type.ETHICAL),
        NO_PROGRESS(Type.PERFORMANCE),
        PREPARATION(Type.PERFORMANCE),
        FIT(Type.PERFORMANCE),
        SCOPE(Type.STRATEGIC),
        SPONSORSHIP(Type.STRATEGIC),
        PRIORITIES(Type.STRATEGIC);

        private final Type type;

        Reason(Type type) {
            this.type = type;
        }

        public Type type() {
            return type;
        }
    }

    /** Who raised it. */
    public enum Raiser {
        LEADER,
        PROVIDER,
        /** Programme lead or operations owner. */
        OFFICE,
        /** The keeper, of a silence two prompts did not end. */
        KEEPER;

        public static Raiser of(Party party) {
            return switch (party) {
                case LEADER -> LEADER;
                case PROVIDER -> PROVIDER;
            };
        }
    }

    /** The types an office deals with. */
    public static List<Type> typesOf(Office office) {
        return Arrays.stream(Type.values())
                .filter(type -> type.office() == office)
                .toList();
    }

    /** What both sides see, whoever raised it: what keeps them from meeting. All else is seen by who raised it and by its office. */
    public static List<Type> seenByBoth() {
        return List.of(Type.OPERATIONAL);
    }

    /** Whether a side of the engagement sees it. */
    public static boolean shows(Party side, Type type, Raiser raiser) {
        return raiser == Raiser.of(side) || seenByBoth().contains(type);
    }
}
