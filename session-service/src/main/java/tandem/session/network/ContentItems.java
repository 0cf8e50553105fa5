package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The content of the programmes of a tenant. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ContentItems {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ContentItems(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** What is recommended. */
    record Item(String title, String link, String topic, ContentLevel level) {}

    /** What was opened. */
    record Opened(ProgrammeId programme, String link) {}

    int count(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from content_items
                         where tenant = :tenant and programme = :programme and not withdrawn
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(Integer.class)
                .one());
    }

    void add(UUID id, ProgrammeId programme, Item item) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into content_items (tenant, id, programme, title, link, topic, level)
                        values (:tenant, :id, :programme, :title, :link, :topic, :level)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("programme", programme)
                .bind("title", item.title())
                .bind("link", item.link())
                .bind("topic", item.topic())
                .bind("level", item.level().name())
                .execute());
    }

    /** Counts an opening. */
    Opened open(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update content_items set opened = opened + 1
                         where tenant = :tenant and id = :id and not withdrawn
                        returning programme, link
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) ->
                        new Opened(new ProgrammeId(row.getObject("programme", UUID.class)), row.getString("link")))
                .findOne()
                .orElseThrow(ContentItems::unknown));
    }

    void withdraw(UUID id) {
        var withdrawn = jdbi.withHandle(handle -> handle.createUpdate(
                        "update content_items set withdrawn = true where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .execute());
        if (withdrawn == 0) {
            throw unknown();
        }
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such content for you");
    }
}
