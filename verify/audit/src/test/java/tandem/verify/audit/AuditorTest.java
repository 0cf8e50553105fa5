package tandem.verify.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
