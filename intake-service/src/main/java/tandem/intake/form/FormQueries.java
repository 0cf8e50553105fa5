package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Reads forms, and which one a leader is asked to fill in. */
@ApplicationScoped
public class FormQueries {

    private static final int NEWEST = Integer.MAX_VALUE;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Form shipped = FormText.shipped();
    private final FormHead shippedHead =
            new FormHead(shipped.version(), FormText.hash(FormText.write(shipped.definition())), null, null);

    FormQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Newest first, a hundred at the most; the shipped one is the last. Empty where the programme is not ours. */
    @Transactional
    public Optional<List<FormHead>> versions(ProgrammeId programme) {
        return jdbi.withHandle(handle -> !isOurs(handle, programme)
                ? Optional.empty()
                : Optional.of(Stream.concat(
                                handle
                                        .createQuery("""
                                                select form_version, content_hash, published_at, published_by
                                                  from form
                                                 where tenant = :tenant and programme = :programme
                                                 order by form_version desc""")
                                        .bind("tenant", tenants.current())
                                        .bind("programme", programme)
                                        .map(ConstructorMapper.of(FormHead.class))
                                        .stream(),
                                Stream.of(shippedHead))
                        .toList()));
    }

    @Transactional
    public Optional<FormView> form(ProgrammeId programme, int version) {
        return jdbi.withHandle(handle -> version == shipped.version()
                ? Optional.of(shipped(programme)).filter(form -> isOurs(handle, programme))
                : newest(handle, programme, version).filter(form -> form.formVersion() == version));
    }

    /** What the leader is to fill in; empty for someone who takes part in nothing. */
    @Transactional
    public Optional<FormView> toFill(PersonId person) {
        return programmeOf(person)
                .map(programme -> jdbi.withHandle(
                        handle -> newest(handle, programme, NEWEST).orElseGet(() -> shipped(programme))));
    }

    /** The programme the person takes part in now. */
    @Transactional
    public Optional<ProgrammeId> programmeOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme from participation
                         where tenant = :tenant and person = :person and left_at is null
                         order by enrolled_at desc
                         limit 1""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(ProgrammeId.class)
                .findOne());
    }

    private boolean isOurs(Handle handle, ProgrammeId programme) {
        return handle.createQuery("select exists (select from programme where tenant = :tenant and id = :programme)")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(boolean.class)
                .one();
    }

    private Optional<FormView> newest(Handle handle, ProgrammeId programme, int upTo) {
        return handle.createQuery("""
                        select form_version, content_hash, published_at, published_by, content
                          from form
                         where tenant = :tenant and programme = :programme and form_version <= :version
                         order by form_version desc
                         limit 1""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", upTo)
                .map((row, context) -> new FormView(
                        programme,
                        row.getInt("form_version"),
                        row.getString("content_hash"),
                        row.getTimestamp("published_at").toInstant(),
                        row.getString("published_by"),
                        FormText.parse(row.getString("content"))))
                .findOne();
    }

    private FormView shipped(ProgrammeId programme) {
        return new FormView(programme, shipped.version(), shippedHead.contentHash(), null, null, shipped.definition());
    }

    /** A version without its questions. The shipped one was published by nobody. */
    public record FormHead(
            int formVersion,
            String contentHash,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy) {}

    /** A form as it was published: {@code definition} is a JSON Schema. */
    public record FormView(
            ProgrammeId programme,
            int formVersion,
            String contentHash,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy,
            JsonNode definition) {}
}
