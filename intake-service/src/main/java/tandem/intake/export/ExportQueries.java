package tandem.intake.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;

/**
 * Reads every table that names a person, as the catalogue of the database lists them: a new table is in the export without anyone
 * remembering. What is encrypted under the person's key comes in the clear; keyed hashes, which say nothing to anybody, are left out.
 */
@ApplicationScoped
class ExportQueries {

    private static final int ROWS_MAX = 10_000;

    private static final String TABLES = """
            select c.table_name as name,
                   array_agg(c.column_name::text) filter (
                       where c.data_type = 'uuid' and c.column_name in ('person', 'leader', 'provider')) as persons,
                   array_agg(c.column_name::text) filter (
                       where c.data_type = 'bytea' and c.column_name not like '%\\_index') as sealed,
                   array_agg(c.column_name::text) filter (
                       where c.data_type = 'bytea' or c.column_name = 'tenant') as left_out
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'export_ticket'
             group by c.table_name
            having bool_or((c.table_name = 'person' and c.column_name = 'id')
                           or (c.data_type = 'uuid' and c.column_name in ('person', 'leader', 'provider')))
             order by 1""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;
    private final ObjectMapper json;

    ExportQueries(Jdbi jdbi, Tenants tenants, FieldEncryption encryption, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
        this.json = json;
    }

    /** The rows of each table that has any about the person, in a transaction of the caller. */
    SortedMap<String, List<ObjectNode>> held(PersonId person) {
        return jdbi.withHandle(handle -> {
            var held = new TreeMap<String, List<ObjectNode>>();
            handle.createQuery(TABLES).map((row, context) -> table(row)).list().forEach(table -> {
                var rows = rows(handle, table, person);
                if (!rows.isEmpty()) {
                    held.put(table.name(), rows);
                }
            });
            return held;
        });
    }

    private List<ObjectNode> rows(Handle handle, Table table, PersonId person) {
        var persons = table.persons().stream().map(column -> "t." + column).collect(Collectors.joining(", "));
        var sealed = table.sealed().stream().map(column -> ", t." + column).collect(Collectors.joining());
        return handle.createQuery("select to_jsonb(t) - :leftOut" + sealed + " from public." + table.name()
                        + " t where t.tenant = :tenant and :person in (" + persons + ") limit :max")
                .bind("leftOut", table.leftOut().toArray(String[]::new))
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("max", ROWS_MAX)
                .map((row, context) -> readable(row, table, person))
                .list();
    }

    /** The house names an encrypted field by its table and column. */
    private ObjectNode readable(ResultSet row, Table table, PersonId person) throws SQLException {
        var node = parse(row.getString(1));
        for (int i = 0; i < table.sealed().size(); i++) {
            var column = table.sealed().get(i);
            var sealed = row.getBytes(i + 2);
            if (sealed != null) {
                encryption.find(person, table.name() + "." + column, sealed).ifPresent(text -> node.put(column, text));
            }
        }
        return node;
    }

    private ObjectNode parse(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("PostgreSQL wrote no JSON", e);
        }
    }

    private static Table table(ResultSet row) throws SQLException {
        var name = row.getString("name");
        var persons = texts(row, "persons");
        return new Table(
                name,
                persons.isEmpty() ? List.of("id") : persons,
                texts(row, "sealed"),
                Stream.concat(texts(row, "left_out").stream(), Stream.of("tenant"))
                        .distinct()
                        .toList());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    /** A table with the columns that name people, those that are encrypted and those that stay here. */
    private record Table(String name, List<String> persons, List<String> sealed, List<String> leftOut) {}
}
