package tandem.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.matching.provider.Hold;
import tandem.matching.provider.Hold.Origin;
import tandem.testing.EmptyDatabase;

/** A database that is in use when a newer release comes: what it holds is there afterwards, in the new shape. */
class MigrationTest {

    private static final String BEFORE_PROOFS = "10";
    private static final TypeReference<List<Hold>> HOLDS = new TypeReference<>() {};

    private final UUID free = new UUID(0, 1);
    private final UUID held = new UUID(0, 2);
    private final EmptyDatabase database = EmptyDatabase.of("matching");

    private record Row(UUID id, List<Hold> holds, LocalDate qualifiedOn, String state, LocalDate reviewOn) {}

    @BeforeEach
    void fill() throws SQLException {
        database.migrate(BEFORE_PROOFS);
        try (var superuser = database.connect()) {
            provider(superuser, free, "null");
            provider(superuser, held, "'ON_BREAK'");
            update(superuser, """
                    insert into runs (tenant, id, programme, track, top, state, requested_by, requested_at, policy_version, model)
                    values ('acme', '%1$s', '%1$s', 'COACHING', 3, 'DONE', 'lead', now(), 1, 'model');
                    insert into run_outcomes (tenant, run, leader, track, outcome, proposals, detail)
                    values ('acme', '%1$s', '%1$s', 'COACHING', 'PROPOSED', 1, '{}');
                    insert into matches (tenant, id, programme, run, leader, provider, track, rank, score, coverage,
                                         weight_profile, risk_class, policy_version, explanation, provider_version,
                                         profile_revision, state, seat, proposed_at, version)
                    values ('acme', '%1$s', '%1$s', '%1$s', '%1$s', '%1$s', 'COACHING', 1, 80, 1, 'COACHING', 'STANDARD', 1,
                            '{}', 3, 1, 'APPROVED', true, now(), 1)
                    """.formatted(free));
        }
        database.migrate("latest");
    }

    /** Nobody has proven anything by then: everybody is assessed at the first look at the clock. */
    @Test
    void keepsProvidersWithTheirHoldsAndLetsThemBeAssessed() throws SQLException {
        var hold = new Hold("ON_BREAK", Origin.HUMAN, Instant.parse("2029-12-31T23:30:00Z"));
        var day = LocalDate.parse("2029-12-31");

        assertThat(providers())
                .containsExactly(
                        new Row(free, List.of(), day, "LAPSED", LocalDate.EPOCH),
                        new Row(held, List.of(hold), day, "LAPSED", LocalDate.EPOCH));
    }

    @Test
    void keepsRunsAndMatchesAsTheyWere() throws SQLException {
        try (var superuser = database.connect();
                var statement = superuser.createStatement();
                var row = statement.executeQuery("""
                        select r.state, r.preview, r.failures, m.state, m.offered_at, o.provider
                          from runs r join matches m on m.run = r.id join run_outcomes o on o.run = r.id
                        """)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("DONE");
            assertThat(row.getBoolean(2)).isFalse();
            assertThat(row.getInt(3)).isZero();
            assertThat(row.getString(4)).isEqualTo("APPROVED");
            assertThat(row.getObject(5)).isNull();
            assertThat(row.getObject(6)).isNull();
        }
    }

    private List<Row> providers() throws SQLException {
        var found = new ArrayList<Row>();
        try (var superuser = database.connect();
                var statement = superuser.createStatement();
                var rows = statement.executeQuery(
                        "select id, holds, qualified_on, state, review_on from providers order by id")) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getObject(1, UUID.class),
                        new StoredJson(rows.getString(2)).as(HOLDS),
                        rows.getObject(3, LocalDate.class),
                        rows.getString(4),
                        rows.getObject(5, LocalDate.class)));
            }
        }
        return found;
    }

    /** Qualified half an hour after midnight in Berlin, which is the year before in UTC. */
    private static void provider(Connection superuser, UUID id, String holdReason) throws SQLException {
        update(superuser, """
                insert into providers (tenant, id, type, tracks, capacity, time_zone, availability, skill_codes, behaviour_codes,
                                       credential_codes, evidence, evidence_model, hold_reason, qualified_at, version)
                values ('acme', '%s', 'EXTERNAL', '{COACHING}', 3, 'Europe/Berlin', '[]', '{ASKING}', '{}', '{ICF_PCC}',
                        '{0.5}', 'model', %s, '2030-01-01T00:30:00+01:00', 3)
                """.formatted(id, holdReason));
    }

    private static void update(Connection superuser, String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
