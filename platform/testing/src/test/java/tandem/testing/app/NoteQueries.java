package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;

/** Notes, to read. Without a tenant predicate of its own: what a test sees here, row-level security let through. */
@ApplicationScoped
class NoteQueries {

    private final Jdbi jdbi;

    NoteQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A note as it is shown. */
    public record View(UUID id, String title) {}

    @Transactional
    Page<View> page(@Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor).map(seen -> seen.uuid(0)).orElse(new UUID(0, 0));
        List<View> rows = jdbi.withHandle(
                handle -> handle.createQuery("select id, title from note where id > :after order by id limit :limit")
                        .bind("after", after)
                        .bind("limit", limit + 1)
                        .map(ConstructorMapper.of(View.class))
                        .list());
        return Page.of(rows, limit, view -> Cursor.of(view.id()));
    }
}
