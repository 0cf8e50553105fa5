package tandem.analytics.projection;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.analytics.copy.CopyWriter;
import tandem.events.PersonId;

/**
 * How the rows of one kind of fact lie in their table: the columns are the components of the record, in snake case. The key is
 * the tenant and the components after it. Said once here, so that a new fact is a record, a table and a line in {@link #ALL}.
 */
public final class FactTable<F extends Fact<F>> {
    public static final FactTable<Outcome> OUTCOMES = once("outcomes", Outcome.class);
    public static final FactTable<KpiFigure> KPIS = once("kpis", KpiFigure.class);
    public static final FactTable<CheckInAnswer> CHECK_IN_ANSWERS = once("check_in_answers", CheckInAnswer.class);
    public static final FactTable<Session> SESSIONS = versioned("sessions", 1, Session.class);

    /** Every fact there is. */
    public static final List<FactTable<?>> ALL = List.of(
            versioned("programmes", 1, Programme.class),
            versioned("participants", 2, Participant.class),
            versioned("decisions", 1, Decision.class),
            versioned("employments", 3, Employment.class),
            versioned("consents", 2, Consent.class),
            versioned("providers", 1, Provider.class),
            versioned("matches", 1, Match.class),
            versioned("engagements", 1, Engagement.class),
            SESSIONS,
            versioned("attendances", 2, Attendance.class),
            versioned("sponsor_actions", 1, SponsorAction.class),
            versioned("action_items", 1, ActionItem.class),
            versioned("confidences", 1, Confidence.class),
            versioned("session_topics", 1, SessionTopics.class),
            versioned("check_ins", 3, CheckIn.class),
            CHECK_IN_ANSWERS,
            versioned("case_entries", 1, CaseEntry.class),
            versioned("closing_reviews", 2, ClosingReview.class),
            versioned("hand_offs", 2, HandOff.class),
            versioned("network_seats", 2, NetworkSeat.class),
            versioned("removals", 1, Removal.class),
            versioned("removal_reports", 2, RemovalReport.class),
            OUTCOMES,
            KPIS);

    private static final ClassValue<FactTable<?>> BY_KIND = new ClassValue<>() {
        @Override
        protected FactTable<?> computeValue(Class<?> kind) {
            return ALL.stream()
                    .filter(table -> table.kind == kind)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(kind + " has no table"));
        }
    };

    private final String name;
    private final Class<F> kind;
    private final boolean versioned;
    private final List<Column> columns;
    private final List<Column> key;
    private final Constructor<F> constructor;

    private FactTable(String name, int keyColumns, boolean versioned, Class<F> kind) {
        this.name = name;
        this.kind = kind;
        this.versioned = versioned;
        columns = Arrays.stream(kind.getRecordComponents()).map(Column::of).toList();
        key = columns.subList(0, 1 + keyColumns);
        try {
            constructor = kind.getDeclaredConstructor(Arrays.stream(kind.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + kind, e);
        }
    }

    private static <F extends Fact<F>> FactTable<F> versioned(String name, int keyColumns, Class<F> kind) {
        return new FactTable<>(name, keyColumns, true, kind);
    }

    private static <F extends Fact<F>> FactTable<F> once(String name, Class<F> kind) {
        return new FactTable<>(name, 1, false, kind);
    }

    /** The table a row belongs to. */
    @SuppressWarnings("unchecked") // ALL pairs each kind with its table
    public static <F extends Fact<F>> FactTable<F> of(Fact<F> row) {
        return (FactTable<F>) BY_KIND.get(row.getClass());
    }

    public String name() {
        return name;
    }

    /** Whether rows change over time, so that earlier versions are kept; otherwise a row is one event for good. */
    public boolean isVersioned() {
        return versioned;
    }

    /** The columns a row is copied into, those of knowledge last. */
    public List<String> columnNames() {
        return Stream.concat(columns.stream().map(Column::name), Stream.of(versioned ? "known_from" : "known_at"))
                .toList();
    }

    /** The columns that name a person. */
    public List<String> personColumns() {
        return columns.stream()
                .filter(column -> column.type == PersonId.class)
                .map(Column::name)
                .toList();
    }

    List<Column> key() {
        return key;
    }

    List<Object> keyOf(F row) {
        return key.stream().map(column -> column.plain(row)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Reads all columns of the fact from a row that selected them in order. */
    F read(ResultSet row) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row, i + 1);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + kind, e);
        }
    }

    String selection(String alias) {
        return columns.stream().map(column -> alias + "." + column.name).collect(Collectors.joining(", "));
    }

    /** Encodes a row and since when it is known. */
    void write(F row, Instant known, CopyWriter writer) {
        writer.row(columns.size() + 1);
        for (var column : columns) {
            column.write(row, writer);
        }
        writer.timestamp(known);
    }

    /** One component of the record. */
    record Column(
            String name,
            Class<?> type,
            Method accessor,
            @Nullable Method unwrap,
            @Nullable Constructor<?> wrap) {
        static Column of(RecordComponent component) {
            var name = component
                    .getName()
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                    .toLowerCase(java.util.Locale.ROOT);
            var type = component.getType();
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            if (!type.isRecord()) {
                return new Column(name, type, accessor, null, null);
            }
            try { // an id of the contract: a record around one UUID
                return new Column(
                        name,
                        type,
                        accessor,
                        type.getRecordComponents()[0].getAccessor(),
                        type.getDeclaredConstructor(UUID.class));
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException("no column for " + component, e);
            }
        }

        String sqlType() {
            if (type == long.class) {
                return "bigint";
            }
            return type == String.class || type.isEnum() ? "text" : "uuid";
        }

        /** The value as the driver knows it, for keys. */
        Object plain(Object row) {
            var value = value(row);
            if (value == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return value instanceof Enum<?> constant ? constant.name() : value;
        }

        private @Nullable Object value(Object row) {
            try {
                var value = accessor.invoke(row);
                return value == null || unwrap == null ? value : unwrap.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }

        void write(Object row, CopyWriter writer) {
            switch (value(row)) {
                case null -> writer.nothing();
                case String text -> writer.text(text);
                case Enum<?> constant -> writer.text(constant.name());
                case UUID id -> writer.uuid(id);
                case Integer number -> writer.integer(number);
                case Long number -> writer.bigint(number);
                case Boolean flag -> writer.bool(flag);
                case Instant instant -> writer.timestamp(instant);
                case LocalDate date -> writer.date(date);
                case BigDecimal number -> writer.numeric(number);
                case Object other -> throw new IllegalStateException("no column for " + other.getClass());
            }
        }

        @Nullable
        Object read(ResultSet row, int at) throws SQLException {
            var value = row.getObject(at, javaType());
            if (value == null) {
                return null;
            }
            if (value instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            if (wrap != null) {
                return instance(wrap, value);
            }
            return type.isEnum() ? constant((String) value) : value;
        }

        private Class<?> javaType() {
            if (type == Instant.class) {
                return OffsetDateTime.class;
            }
            if (wrap != null) {
                return UUID.class;
            }
            if (type.isEnum()) {
                return String.class;
            }
            if (type == int.class) {
                return Integer.class;
            }
            if (type == long.class) {
                return Long.class;
            }
            return type == boolean.class ? Boolean.class : type;
        }

        private Object constant(String constant) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(one -> ((Enum<?>) one).name().equals(constant))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " holds an unknown " + type.getSimpleName()));
        }

        private static Object instance(Constructor<?> wrap, Object value) {
            try {
                return wrap.newInstance(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a " + wrap.getDeclaringClass(), e);
            }
        }
    }
}
