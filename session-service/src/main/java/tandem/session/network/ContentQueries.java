package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.ProgrammeTerms;

/** Reads the list of content of a programme. */
@ApplicationScoped
public class ContentQueries {

    private static final String ITEMS = """
            select id, title, topic, level, opened from content_items
             where tenant = :tenant and programme = :programme and not withdrawn and id > :after
             order by id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Participation participation;
    private final ProgrammeTerms programmes;

    ContentQueries(Jdbi jdbi, Tenants tenants, Participation participation, ProgrammeTerms programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.participation = participation;
        this.programmes = programmes;
    }

    /**
     * A piece of content.
     *
     * @param opened how often, for those who curate the list
     */
    public record ContentView(
            UUID id,
            String title,
            String topic,
            ContentLevel level,
            @Nullable Long opened) {}

    /** The list, as far as the caller takes part or curates it. */
    @Transactional
    public Page<ContentView> items(
            ProgrammeId programme, PersonId caller, boolean ofOffice, Optional<Cursor> after, int limit) {
        programmes.requireKnown(programme);
        if (!ofOffice && !participation.isIn(programme, caller)) {
            throw ContentItems.unknown();
        }
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(ITEMS).bind("tenant", tenants.current()).bind("programme", programme),
                after,
                limit,
                (row, context) -> new ContentView(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("topic"),
                        ContentLevel.valueOf(row.getString("level")),
                        ofOffice ? row.getLong("opened") : null),
                ContentView::id));
    }
}
