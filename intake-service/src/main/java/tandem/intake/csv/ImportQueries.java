package tandem.intake.csv;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.intake.csv.Imports.Fault;
import tandem.intake.csv.Imports.Import;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** How far imports have come, and what was wrong with their rows. */
@ApplicationScoped
@Transactional
public class ImportQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ImportQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<ImportView> find(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from hr_import where tenant = :tenant and id = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .map((row, context) -> ImportView.of(Import.of(row)))
                        .findOne());
    }

    Page<ImportView> imports(Optional<Cursor> cursor, int limit) {
        return jdbi.withHandle(handle -> {
            var rows = handle.createQuery("""
                            select * from hr_import
                             where tenant = :tenant and state <> 'RECEIVING'
                               and (cast(:after as uuid) is null or id > :after)
                             order by id limit :limit""")
                    .bind("tenant", tenants.current())
                    .bind("after", cursor.map(last -> last.uuid(0)).orElse(null))
                    .bind("limit", limit + 1)
                    .map((row, context) -> ImportView.of(Import.of(row)))
                    .list();
            return Page.of(rows, limit, last -> Cursor.of(last.id()));
        });
    }

    /** In the order of the file. */
    List<Fault> errors(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select line, ordinal, field, header, problem, detail from hr_import_error
                         where tenant = :tenant and import = :id
                         order by line, ordinal""")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> fault(row))
                .list());
    }

    private static Fault fault(ResultSet row) throws SQLException {
        return new Fault(
                row.getLong("line"),
                row.getInt("ordinal"),
                row.getString("field"),
                row.getString("header"),
                row.getString("problem"),
                row.getString("detail"));
    }

    /**
     * An import as the uploader sees it.
     *
     * @param absent optional fields the file has no column for: empty for everyone
     * @param same rows that said what was known
     * @param late rows older than what is known, kept in the history
     * @param next what to do, when something is to be done
     */
    public record ImportView(
            UUID id,
            String state,
            boolean dryRun,
            LocalDate effectiveOn,
            List<String> absent,
            long bytes,
            int rows,
            int added,
            int changed,
            int same,
            int late,
            int refused,
            @Nullable String problem,
            @Nullable String detail,
            @Nullable String next,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static ImportView of(Import import_) {
            var counts = import_.counts();
            return new ImportView(
                    import_.id(),
                    import_.state(),
                    import_.settings().dryRun(),
                    import_.settings().effectiveOn(),
                    import_.absent(),
                    import_.bytes(),
                    counts.rows(),
                    counts.added(),
                    counts.changed(),
                    counts.same(),
                    counts.late(),
                    counts.refused(),
                    import_.problem(),
                    import_.detail(),
                    next(import_),
                    import_.createdAt(),
                    import_.finishedAt());
        }

        private static @Nullable String next(Import import_) {
            if (import_.state().equals("FAILED")) {
                return "The rows before it are in effect; correct the file and upload all of it, what is in effect changes nothing";
            }
            return import_.counts().refused() > 0
                    ? "Correct the rows of /v1/hr-imports/" + import_.id() + "/errors and upload them"
                    : null;
        }
    }
}
