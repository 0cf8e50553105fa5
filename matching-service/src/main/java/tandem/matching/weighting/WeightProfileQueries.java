package tandem.matching.weighting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.matching.profile.Programmes;
import tandem.matching.scoring.WeightSet;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads the latest version of a programme's own weights. */
@ApplicationScoped
public class WeightProfileQueries {

    static final String NAME = "[A-Z][A-Z0-9_]{1,39}";

    private static final int PROFILES_MAX = 100;

    private static final String LATEST = """
            select distinct on (name) name, version, weights, changed_at from weight_profiles
             where tenant = :tenant and programme = :programme and (cast(:name as text) is null or name = :name)
             order by name, version desc limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Programmes programmes;

    WeightProfileQueries(Jdbi jdbi, Tenants tenants, Programmes programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.programmes = programmes;
    }

    /** A profile as it is used now. */
    public record WeightProfileView(String name, int version, WeightSet weights, Instant changedAt) {}

    /** All profiles of a programme, at most {@value #PROFILES_MAX}. */
    public record WeightProfilesView(List<WeightProfileView> profiles) {}

    @Transactional
    public WeightProfilesView all(ProgrammeId programme) {
        programmes.get(programme); // an empty list would say that there is such a programme
        return new WeightProfilesView(read(programme, null, PROFILES_MAX));
    }

    @Transactional
    public WeightProfileView get(ProgrammeId programme, String name) {
        return Optional.of(name)
                .filter(any -> any.matches(NAME))
                .flatMap(any -> read(programme, any, 1).stream().findFirst())
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such weight profile"));
    }

    private List<WeightProfileView> read(ProgrammeId programme, @Nullable String name, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LATEST)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("name", name)
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list());
    }

    private static WeightProfileView view(ResultSet row) throws SQLException {
        return new WeightProfileView(
                row.getString("name"),
                row.getInt("version"),
                new StoredJson(row.getString("weights")).as(WeightSet.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
