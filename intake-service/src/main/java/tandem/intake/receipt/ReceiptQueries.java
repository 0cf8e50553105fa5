package tandem.intake.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem.Recipient;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads the ledger of statements. */
@ApplicationScoped
public class ReceiptQueries {

    private static final String COLUMNS = """
            select id, person, purpose, granted, consent_version, applied, basis, text_version, language, text_sha256,
                   stated_at, stated_by, recorded_at, expires_at, fields, recipients, item_field, item_recipient, item_about
              from consent_entry
             where tenant = :tenant""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final CurrentAct act;

    ReceiptQueries(Jdbi jdbi, Tenants tenants, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.act = act;
    }

    /** Everything a person ever stated, newest first. */
    @Transactional
    public Page<Entry> of(PersonId person, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.newestFirst(
                handle.createQuery(COLUMNS + " and person = :person and id < :after order by id desc limit :rows")
                        .bind("tenant", tenants.current())
                        .bind("person", person),
                after,
                limit,
                ConstructorMapper.of(Entry.class),
                Entry::id));
    }

    /** A statement; {@code only} is whose it must be, null for those who may read everyone's. */
    @Transactional
    public Optional<Entry> find(UUID entry, @Nullable PersonId only) {
        var found = jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS + " and id = :id and (cast(:person as uuid) is null or person = :person)")
                .bind("tenant", tenants.current())
                .bind("id", entry)
                .bind("person", only == null ? null : only.value())
                .map(ConstructorMapper.of(Entry.class))
                .findOne());
        found.map(Entry::person).ifPresent(only == null ? act::shows : own -> act.showsOwn());
        return found;
    }

    /**
     * One statement as it stands in the ledger.
     *
     * @param id also that of its receipt
     * @param applied false for a statement that came after a later one
     * @param textSha256 hash of the text that was shown, where it was published here
     * @param fields what the purpose let out on that day, and to whom
     * @param itemField the one field it was about, for a purpose given item by item
     * @param itemAbout the note, hand-off or win it was about
     */
    public record Entry(
            UUID id,
            PersonId person,
            Purpose purpose,
            boolean granted,
            long consentVersion,
            boolean applied,
            LawfulBasis basis,
            String textVersion,
            String language,
            @Nullable String textSha256,
            Instant statedAt,
            String statedBy,
            Instant recordedAt,
            @Nullable Instant expiresAt,
            List<String> fields,
            List<String> recipients,
            @Nullable String itemField,
            @Nullable Recipient itemRecipient,
            @Nullable UUID itemAbout) {}
}
