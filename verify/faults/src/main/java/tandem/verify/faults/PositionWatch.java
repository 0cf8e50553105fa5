package tandem.verify.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tandem.local.LocalPlatform;

/**
 * Sees whether the stored position of a partition ever goes back. The ledger would absorb what is read again, so nothing else would
 * tell that a consumer without right to a partition moved it.
 */
final class PositionWatch {

    private static final String INSTALL = """
            create table fault_position_back (topic text, partition integer, was bigint, is_now bigint);
            create function fault_note_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
            begin
                insert into fault_position_back values (new.topic, new.partition, old.position, new.position);
                return null;
            end
            $$;
            create trigger fault_position_back after update on consumer_position
                for each row when (new.position < old.position) execute function fault_note_back();
            """;

    private PositionWatch() {}

    static void install(LocalPlatform platform) {
        Sql.execute(platform, "analytics", INSTALL);
    }

    static List<String> findings(LocalPlatform platform) {
        try (var connection = platform.postgres().server().connect("analytics");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select topic, partition, was, is_now from fault_position_back limit 5")) {
            var findings = new ArrayList<String>();
            while (rows.next()) {
                findings.add("I4: the position of %s-%d went back from %d to %d"
                        .formatted(rows.getString(1), rows.getInt(2), rows.getLong(3), rows.getLong(4)));
            }
            return findings;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read what was watched: " + e.getMessage(), e);
        }
    }
}
