package tandem.matching.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.StoredJson;
import tandem.matching.credential.Proof;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Scorecard;
import tandem.matching.provider.ProofService.Entry;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;

/** What is proven about providers, and how panels scored their demos. What was entered is never changed: it is verified, or voided. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Proofs {

    /** The scorecards of a demo as one JSON array; shared with the read side. */
    static final String PANEL = """
            (select coalesce(jsonb_agg(jsonb_build_object(
                        'panellist', s.panellist,
                        'challengeSkill', s.challenge_skill,
                        'behaviouralTools', s.behavioural_tools,
                        'confidentialityPractice', s.confidentiality_practice,
                        'contextFluency', s.context_fluency,
                        'measurableOutcomes', s.measurable_outcomes) order by s.scored_at, s.panellist), '[]')
               from panel_scores s where s.tenant = p.tenant and s.demo = p.id)""";

    /**
     * What HR tells counts as proof without anybody's entry (R56, R93): a promotion of the provider's own. It is read where it lies, so
     * that it is gone with the consent it came under; its id is the person's.
     */
    static final String OF_HR = """
            select person as id, 'PROMOTION_HISTORY' as kind, cast(state ->> 'lastPromotedOn' as date) as dated_on
              from profiles
             where tenant = :tenant and person = :provider and state ->> 'lastPromotedOn' is not null""";

    static final TypeReference<List<Scorecard>> SCORECARDS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;

    Proofs(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Who had a hand in a proof, as far as it decides who may act on it. */
    record Hands(
            ProofKind kind, PersonId enteredBy, @Nullable PersonId about, boolean verified) {}

    UUID add(PersonId provider, Entry entry, PersonId by, Instant at) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into provider_proofs (tenant, id, provider, kind, dated_on, expires_on, code, reference,
                            about, minutes, entered_by, entered_at)
                        values (:tenant, :id, :provider, :kind, :on, :expires, :code, :reference, :about, :minutes, :by, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("provider", provider)
                .bind("kind", entry.kind().name())
                .bind("on", entry.on())
                .bind("expires", entry.expiresOn())
                .bind("code", entry.code())
                .bind("reference", entry.reference())
                .bind("about", entry.about())
                .bind("minutes", entry.minutes())
                .bind("by", by)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
        return id;
    }

    /** A proof that was not voided. */
    Optional<Hands> find(PersonId provider, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select kind, entered_by, about, verified_by is not null as verified from provider_proofs
                         where tenant = :tenant and provider = :provider and id = :id and voided_by is null
                        """)
                .bind("tenant", tenants.current())
                .bind("provider", provider)
                .bind("id", id)
                .map((row, context) -> new Hands(
                        ProofKind.valueOf(row.getString("kind")),
                        new PersonId(row.getObject("entered_by", UUID.class)),
                        person(row, "about"),
                        row.getBoolean("verified")))
                .findOne());
    }

    /** Everything about a provider that was entered and not voided, and what HR tells. */
    List<Proof> of(PersonId provider) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.id, p.kind, p.dated_on, p.expires_on, p.code, p.reference, p.about, p.minutes,
                               p.verified_by is not null as verified, %s as panel
                          from provider_proofs p
                         where p.tenant = :tenant and p.provider = :provider and p.voided_by is null
                         union all
                        select id, kind, dated_on, null, null, null, null, null, true, '[]' from (%s) of_hr
                        """.formatted(PANEL, OF_HR))
                .bind("tenant", tenants.current())
                .bind("provider", provider)
                .map((row, context) -> new Proof(
                        row.getObject("id", UUID.class),
                        ProofKind.valueOf(row.getString("kind")),
                        row.getObject("dated_on", LocalDate.class),
                        row.getObject("expires_on", LocalDate.class),
                        row.getString("code"),
                        row.getString("reference"),
                        person(row, "about"),
                        row.getInt("minutes"),
                        row.getBoolean("verified"),
                        new StoredJson(row.getString("panel")).as(SCORECARDS)))
                .list());
    }

    void verify(UUID id, PersonId by, Instant at) {
        mark("verified", id, by, at);
    }

    void revoke(UUID id, PersonId by, Instant at) {
        mark("voided", id, by, at);
    }

    private void mark(String how, UUID id, PersonId by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("update provider_proofs set " + how + "_by = :by, " + how
                        + "_at = :at where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("by", by)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Answers whether this is the panellist's first scorecard for the demo; a second one changes nothing. */
    boolean score(UUID demo, Scorecard card, Instant at) {
        return 1
                == jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into panel_scores (tenant, demo, panellist, challenge_skill, behavioural_tools,
                            confidentiality_practice, context_fluency, measurable_outcomes, scored_at)
                        values (:tenant, :demo, :panellist, :challenge, :tools, :confidentiality, :context, :outcomes, :at)
                            on conflict do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("demo", demo)
                        .bind("panellist", card.panellist())
                        .bind("challenge", card.challengeSkill())
                        .bind("tools", card.behaviouralTools())
                        .bind("confidentiality", card.confidentialityPractice())
                        .bind("context", card.contextFluency())
                        .bind("outcomes", card.measurableOutcomes())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute());
    }

    /** Forgets everything about a provider; answers how many proofs that were. */
    int remove(PersonId provider) {
        return jdbi.withHandle(handle -> {
            about(handle.createUpdate("""
                            delete from panel_scores s using provider_proofs p
                             where p.tenant = :tenant and p.provider = :provider
                               and s.tenant = p.tenant and s.demo = p.id
                            """), provider).execute();
            return about(
                            handle.createUpdate(
                                    "delete from provider_proofs where tenant = :tenant and provider = :provider"),
                            provider)
                    .execute();
        });
    }

    private <S extends SqlStatement<S>> S about(S statement, PersonId provider) {
        return statement.bind("tenant", tenants.current()).bind("provider", provider);
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new PersonId(id);
    }
}
