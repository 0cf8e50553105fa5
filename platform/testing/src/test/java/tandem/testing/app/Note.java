package tandem.testing.app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A title somebody wrote down. */
@Entity
class Note {

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // Hibernate writes it and puts it into every statement
    @TenantId
    private @Nullable String tenant;

    private String title;

    @Version
    private int version;

    @SuppressWarnings("NullAway") // Hibernate fills it
    protected Note() {}

    Note(UUID id, String title) {
        this.id = id;
        this.title = title;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    void rename(String to) {
        title = to;
    }
}
