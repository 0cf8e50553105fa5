package tandem.intake.csv;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;

/** Files on their way in, and what became of them. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Imports {

    /** Errors kept of one file; more are counted only. */
    static final int ERRORS_MAX = 10_000;

    private static final String CHUNK = "hr_import_chunk.content";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;
    private final Clock clock;
    private final Clock machine;

    Imports(
            Jdbi jdbi,
            Tenants tenants,
            FieldEncryption encryption,
            @ProgrammeTime Clock clock,
            @MachineTime Clock machine) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
        this.clock = clock;
        this.machine = machine;
    }

    void add(UUID id, Settings settings, List<String> absent, String by) {
        jdbi.useHandle(handle -> of(handle.createUpdate("""
                        insert into hr_import (tenant, id, state, dry_run, effective_on, date_format, mapping, absent, bytes,
                                               rows_read, added, changed, same, late, refused, uploaded_by, created_at,
                                               touched)
                        values (:tenant, :id, 'RECEIVING', :dryRun, :effectiveOn, :dateFormat, :mapping, :absent, 0,
                                0, 0, 0, 0, 0, 0, :by, :now, :touched)"""), id)
                .bind("dryRun", settings.dryRun())
                .bind("effectiveOn", settings.effectiveOn())
                .bind("dateFormat", settings.dateFormat())
                .bind("mapping", settings.mapping().toArray(String[]::new))
                .bind("absent", absent.toArray(String[]::new))
                .bind("by", by)
                .bind("now", clock.instant())
                .execute());
    }

    /** A piece of the file, under the key of this import alone: it goes with the file. */
    void addChunk(UUID id, int ordinal, byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into hr_import_chunk (tenant, import, ordinal, content) values (:tenant, :id, :ordinal, :content)")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("ordinal", ordinal)
                .bind("content", encryption.encrypt(key(id), CHUNK, text))
                .execute());
        touch(id, content.length);
    }

    /** The piece of the file; empty after the last. */
    Optional<byte[]> chunk(UUID id, int ordinal) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select content from hr_import_chunk where tenant = :tenant and import = :id and ordinal = :ordinal")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("ordinal", ordinal)
                .map((row, context) -> row.getBytes(1))
                .findOne()
                .map(content -> encryption.decrypt(key(id), CHUNK, content).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void touch(UUID id, int bytes) {
        jdbi.useHandle(
                handle -> of(handle.createUpdate("""
                        update hr_import set bytes = bytes + :bytes, touched = :touched
                         where tenant = :tenant and id = :id"""), id).bind("bytes", bytes).execute());
    }

    /** The last file that was taken, or is being taken, with the same intent. */
    Optional<Import> last(boolean dryRun) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from hr_import
                         where tenant = :tenant and dry_run = :dryRun and state in ('QUEUED', 'RUNNING', 'DONE')
                         order by id desc limit 1""")
                .bind("tenant", tenants.current())
                .bind("dryRun", dryRun)
                .map((row, context) -> Import.of(row))
                .findOne());
    }

    Optional<Import> find(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from hr_import where tenant = :tenant and id = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .map((row, context) -> Import.of(row))
                        .findOne());
    }

    Optional<Import> lock(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from hr_import where tenant = :tenant and id = :id for update")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .map((row, context) -> Import.of(row))
                        .findOne());
    }

    void queue(UUID id, String sha256) {
        jdbi.useHandle(handle ->
                of(handle.createUpdate("""
                        update hr_import set state = 'QUEUED', sha256 = :sha256, touched = :touched
                         where tenant = :tenant and id = :id"""), id).bind("sha256", sha256).execute());
    }

    /** Takes it up unless somebody worked on it since that moment. */
    boolean claim(UUID id, Instant untouchedSince) {
        return jdbi.withHandle(handle -> of(handle.createUpdate("""
                        update hr_import set state = 'RUNNING', touched = :touched
                         where tenant = :tenant and id = :id
                           and (state = 'QUEUED' or (state = 'RUNNING' and touched < :since))"""), id)
                        .bind("since", OffsetDateTime.ofInstant(untouchedSince, ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    void progress(UUID id, Counts more) {
        jdbi.useHandle(handle -> of(handle.createUpdate("""
                        update hr_import
                           set rows_read = rows_read + :rows, added = added + :added, changed = changed + :changed,
                               same = same + :same, late = late + :late, refused = refused + :refused,
                               touched = :touched
                         where tenant = :tenant and id = :id"""), id)
                .bind("rows", more.rows())
                .bind("added", more.added())
                .bind("changed", more.changed())
                .bind("same", more.same())
                .bind("late", more.late())
                .bind("refused", more.refused())
                .execute());
    }

    void addErrors(UUID id, List<Fault> faults) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into hr_import_error (tenant, import, line, ordinal, field, header, problem, detail)
                        select :tenant, :id, e.line, e.ordinal, e.field, e.header, e.problem, e.detail
                          from unnest(:lines, :ordinals, :fields, :headers, :problems, :details)
                               as e (line, ordinal, field, header, problem, detail)""")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("lines", faults.stream().map(Fault::line).toArray(Long[]::new))
                .bind("ordinals", faults.stream().map(Fault::ordinal).toArray(Integer[]::new))
                .bind("fields", faults.stream().map(Fault::field).toArray(String[]::new))
                .bind("headers", faults.stream().map(Fault::header).toArray(String[]::new))
                .bind("problems", faults.stream().map(Fault::problem).toArray(String[]::new))
                .bind("details", faults.stream().map(Fault::detail).toArray(String[]::new))
                .execute());
    }

    /** Ends it: the file and its key are deleted, what it did and what was wrong stay. */
    void end(UUID id, @Nullable String problem, @Nullable String detail) {
        jdbi.useHandle(handle -> of(handle.createUpdate("""
                        update hr_import
                           set state = case when cast(:problem as text) is null then 'DONE' else 'FAILED' end,
                               problem = :problem, detail = :detail, finished_at = :now, touched = :touched
                         where tenant = :tenant and id = :id"""), id)
                .bind("problem", problem)
                .bind("detail", detail)
                .bind("now", clock.instant())
                .execute());
        forgetFile(id);
    }

    void remove(UUID id) {
        forgetFile(id);
        jdbi.useHandle(
                handle -> of(handle.createUpdate("delete from hr_import where tenant = :tenant and id = :id"), id)
                        .execute());
    }

    private void forgetFile(UUID id) {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from hr_import_chunk where tenant = :tenant and import = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .execute());
        encryption.shred(key(id));
    }

    private Update of(Update update, UUID id) {
        return update.bind("tenant", tenants.current())
                .bind("id", id)
                .bind("touched", OffsetDateTime.ofInstant(machine.instant(), ZoneOffset.UTC));
    }

    /** Keys are kept by person; a file is nobody's, so its own id stands for one. */
    private static PersonId key(UUID id) {
        return new PersonId(id);
    }

    /** How a file is to be read. */
    record Settings(boolean dryRun, LocalDate effectiveOn, String dateFormat, List<String> mapping) {}

    /** What a block of rows came to. */
    record Counts(int rows, int added, int changed, int same, int late, int refused) {}

    /** One thing wrong with one row, as it is kept and reported. */
    record Fault(
            long line,
            int ordinal,
            @Nullable String field,
            @Nullable String header,
            String problem,
            String detail) {}

    /** An import as it stands. */
    record Import(
            UUID id,
            String state,
            Settings settings,
            List<String> absent,
            @Nullable String sha256,
            long bytes,
            Counts counts,
            @Nullable String problem,
            @Nullable String detail,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static Import of(ResultSet row) throws SQLException {
            var finished = row.getObject("finished_at", OffsetDateTime.class);
            return new Import(
                    row.getObject("id", UUID.class),
                    row.getString("state"),
                    new Settings(
                            row.getBoolean("dry_run"),
                            row.getObject("effective_on", LocalDate.class),
                            row.getString("date_format"),
                            texts(row.getArray("mapping"))),
                    texts(row.getArray("absent")),
                    row.getString("sha256"),
                    row.getLong("bytes"),
                    new Counts(
                            row.getInt("rows_read"),
                            row.getInt("added"),
                            row.getInt("changed"),
                            row.getInt("same"),
                            row.getInt("late"),
                            row.getInt("refused")),
                    row.getString("problem"),
                    row.getString("detail"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    finished == null ? null : finished.toInstant());
        }

        boolean isOpen() {
            return state.equals("QUEUED") || state.equals("RUNNING");
        }

        private static List<String> texts(Array array) throws SQLException {
            return Arrays.asList((String[]) array.getArray());
        }
    }
}
