package tandem.verify.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.verify.audit.SmallPlatform.Told;

/** An auditor is only believed when it finds what was damaged on purpose. */
class AuditorTest {
    private static final Told FIRST = Told.of("acme", "person-1", 1);
    private static final Told SECOND = Told.of("acme", "person-1", 2);
    private static final Told OTHER = Told.of("globex", "person-2", 1);

    private static SmallPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new SmallPlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void tellThreeEvents() throws Exception {
        platform.empty();
        for (var told : List.of(FIRST, SECOND, OTHER)) {
            platform.tell(told);
        }
        platform.caughtUp();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        var report = audit();

        assertThat(report.violations()).isEmpty();
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.inLog()).isEqualTo(3);
        assertThat(report.inLedger()).isEqualTo(3);
    }

    @Test
    void toleratesARecordSentTwice() throws Exception {
        platform.send(SECOND);
        platform.caughtUp();

        assertThat(audit().violations()).isEmpty();
    }

    @Test
    void findsAnEventTakenOutOfTheLedger() throws Exception {
        platform.sql("analytics", "delete from ledger where id = '" + SECOND.id() + "'");

        assertThat(audit().lost()).isEqualTo(1);
        assertThat(invariants()).contains("I1", "I3");
    }

    @Test
    void acceptsAnEventThatIsQuarantinedInstead() throws Exception {
        platform.sql(
                "analytics",
                "delete from ledger where id = '" + SECOND.id() + "'",
                "update event_counts set events = 1 where tenant = 'acme'",
                """
                insert into tandem.dead_letter (id, consumer, topic, kafka_partition, kafka_offset, record_timestamp, event_id,
                    reason, headers)
                values ('%s', 'ledger', 'tandem.intake', 0, 0, 0, '%s', 'undecodable', '{}')""".formatted(SECOND.id(), SECOND.id()));

        assertThat(audit().lost()).isZero();
        assertThat(audit().quarantined()).isEqualTo(1);
        assertThat(invariants()).isEmpty();
    }

    @Test
    void findsAnEventThatNeverReachedTheLog() throws Exception {
        var unsent = Told.of("acme", "person-3", 1);
        platform.commit(unsent);

        var report = audit();

        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.violations())
                .anySatisfy(
                        violation -> assertThat(violation.found()).isEqualTo("accepted event that is not in the log"));
    }

    @Test
    void findsAnEventKeptUnderTwoTenants() throws Exception {
        platform.keep(new Told("globex", FIRST.id(), FIRST.subject(), 1));

        assertThat(audit().duplicated()).isEqualTo(1);
        assertThat(invariants()).contains("I7");
    }

    @Test
    void findsAnEventNobodyCommitted() throws Exception {
        var invented = Told.of("acme", "person-4", 1);
        platform.send(invented);
        platform.keep(invented);
        platform.caughtUp();

        assertThat(invariants()).containsOnly("I2");
    }

    @Test
    void findsAGapInTheOrderOfASubject() throws Exception {
        platform.tell(Told.of("acme", "person-1", 4));
        platform.caughtUp();

        assertThat(invariants()).containsOnly("I4");
    }

    @Test
    void findsEventsOfASubjectInTheWrongOrder() throws Exception {
        platform.tell(Told.of("acme", "person-5", 2));
        platform.tell(Told.of("acme", "person-5", 1));
        platform.caughtUp();

        assertThat(invariants()).containsOnly("I4");
    }

    @Test
    void findsACountThatWasRaisedTwice() throws Exception {
        platform.sql("analytics", "update event_counts set events = events + 1 where tenant = 'acme'");

        assertThat(invariants()).containsOnly("I3");
    }

    @Test
    void findsAWeekWhoseSessionsWereCountedTwice() throws Exception {
        platform.sql("analytics", """
                insert into sessions (tenant, session, engagement, schedule_sequence, starts_at, ends_at, state_sequence, state,
                    known_from)
                values ('acme', gen_random_uuid(), '%1$s', 1, '2027-02-10T10:00Z', '2027-02-10T11:00Z', 2, 'HELD', now())""".formatted(FIRST.id()), """
                insert into session_weeks values ('acme', '%s', '2027-02-08', 0, 2, 0, 0, 0)""".formatted(FIRST.id()));

        assertThat(invariants()).containsOnly("I3");
    }

    @Test
    void findsMoreSeatsTakenThanThereAre() throws Exception {
        var provider = OTHER.id();
        platform.sql("matching", provider(provider, 1), match(FIRST.id(), provider), match(SECOND.id(), provider));

        assertThat(invariants()).containsOnly("I5");
    }

    @Test
    void takesAPairOfPeersForNoSeat() throws Exception {
        var provider = OTHER.id();
        platform.sql(
                "matching",
                provider(provider, 1),
                match(FIRST.id(), provider),
                match(SECOND.id(), provider),
                "update matches set kind = 'PEER' where id = '%s'".formatted(SECOND.id()));

        assertThat(invariants()).isEmpty();
    }

    @Test
    void findsAnEngagementNobodyApproved() throws Exception {
        platform.sql("matching", provider(OTHER.id(), 1), match(FIRST.id(), OTHER.id()), """
                insert into engagements (tenant, id, programme, leader, provider, provider_type, track, kind, cadence_days,
                    session_minutes, starts_on, planned_end_on, last_signed_at, version)
                select tenant, id, programme, leader, provider, 'INTERNAL', 'COACHING', 'STANDARD', 7, 60, '2027-02-03',
                    '2027-05-03', now(), 0
                from matches""");

        assertThat(invariants()).containsOnly("I5");
    }

    @Test
    void findsAnEventSentUnderAnotherTenant() throws Exception {
        platform.send(new Told("globex", FIRST.id(), FIRST.subject(), 1));
        platform.caughtUp();

        assertThat(invariants()).contains("I7");
    }

    @Test
    void findsAPersonWithRowsOfTwoTenants() throws Exception {
        platform.sql("session", """
                insert into tandem.person_key (tenant, person, wrapped_key)
                values ('acme', '%1$s', ''), ('globex', '%1$s', '')""".formatted(FIRST.id()));

        assertThat(invariants()).containsOnly("I7");
    }

    @Test
    void findsALedgerThatStandsStill() throws Exception {
        platform.sql("analytics", "update consumer_position set position = position - 1 where position > 0");

        assertThat(invariants()).containsOnly("I11");
    }

    @Test
    void findsAnEffectToldTwice() throws Exception {
        platform.tell(Told.of("acme", "person-6", 1));
        platform.tell(Told.of("acme", "person-6", 2));
        platform.caughtUp();
        platform.sql("intake", "update tandem.outbox set causation = 'hris/1' where subject = 'person-6'");

        assertThat(audit().duplicated()).isEqualTo(1);
        assertThat(invariants()).containsOnly("I9");
    }

    @Test
    void findsARecordOneConsumerSkipped() throws Exception {
        platform.sql(
                "matching",
                "insert into tandem.inbox (tenant, consumer, event_id) values ('acme', 'intake', '%s')"
                        .formatted(FIRST.id()));

        assertThat(audit().violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.count()).isEqualTo(2));
    }

    @Test
    void findsAnAnswerThatWasForgotten() {
        var report = new Auditor(platform.target()).audit(List.of(new Accepted("intake", "acme", "/hris", "e-1")));

        assertThat(report.lost()).isEqualTo(1);
    }

    @Test
    void findsAnEntrySlippedIntoTheTrailOfAnyService() throws Exception {
        for (var service : platform.target().databases().keySet()) {
            platform.sql(service, "insert into tandem.audit_entry values ('acme', gen_random_uuid(), '{}')");
        }

        assertThat(audit().violations())
                .hasSize(4)
                .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo("I8"));
    }

    @Test
    void findsAReplayThatForgetsAFact() throws Exception {
        platform.sql("analytics", """
                insert into sessions (tenant, session, engagement, schedule_sequence, state_sequence, known_from)
                values ('acme', gen_random_uuid(), gen_random_uuid(), 1, 2, now())""");
        try (var store = platform.target().postgres().connect("analytics")) {
            var check = new ReplayCheck(store);
            var before = check.ofWhatIsKnown();
            var versions = check.ofEveryVersion();

            assertThat(before.violatedBy(check.ofWhatIsKnown())).isEmpty();
            platform.sql("analytics", "update sessions set known_from = known_from - interval '1 day'");
            assertThat(before.violatedBy(check.ofWhatIsKnown())).isEmpty();
            assertThat(versions.violatedBy(check.ofEveryVersion())).hasSize(1);
            platform.sql("analytics", "truncate sessions");
            assertThat(before.violatedBy(check.ofWhatIsKnown()))
                    .singleElement()
                    .satisfies(violation ->
                            assertThat(violation.samples().getFirst()).startsWith("sessions 1 rows"));
        }
    }

    private static String provider(UUID id, int capacity) {
        return """
                insert into providers (tenant, id, type, tracks, capacity, time_zone, availability, skill_codes, behaviour_codes,
                    credential_codes, evidence, evidence_model, qualified_at, version)
                values ('acme', '%s', 'INTERNAL', '{COACHING}', %d, 'UTC', '[]', '{}', '{}', '{}', '{}', 'none', now(), 0)""".formatted(id, capacity);
    }

    private static String match(UUID id, UUID provider) {
        return """
                insert into matches (tenant, id, programme, run, leader, provider, track, rank, score, coverage, weight_profile,
                    risk_class, policy_version, explanation, provider_version, profile_revision, state, seat, proposed_at, version)
                values ('acme', '%s', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '%s', 'COACHING', 1, 50, 1,
                    'DEFAULT', 'STANDARD', 1, '{}', 0, 0, 'ASSIGNED', true, now(), 0)""".formatted(id, provider);
    }

    private static AuditReport audit() {
        return new Auditor(platform.target()).audit();
    }

    private static List<String> invariants() {
        return audit().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }
}
