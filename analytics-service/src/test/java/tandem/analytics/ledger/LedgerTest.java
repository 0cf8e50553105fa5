package tandem.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.CaseChange;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProfileState.ImpactProfile;
import tandem.events.Purpose;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.events.Topics;
import tandem.events.Track;
import tandem.testing.Records;

class LedgerTest {
    static final String FACTS_OF = """
            select '%1$s' as kind, to_jsonb(f) - 'known_from' - 'known_to' - 'known_at' - 'shard' as fact
            from %1$s f %2$s""";

    private final Clock clock = Clock.fixed(Instant.parse("2030-03-01T09:00:00Z"), ZoneOffset.UTC);
    private final List<String> quarantined = new ArrayList<>();
    private static final Store STORE = Store.fresh();
    private Ledger ledger;
    private Map<TopicPartition, Long> expected;
    private long offset;

    @BeforeEach
    void open() {
        STORE.empty();
        offset = 0;
        ledger = ledger(STORE);
        expected = new HashMap<>();
        for (var topic : Topics.ALL) {
            var partition = new TopicPartition(topic, 0);
            expected.putAll(new Positions(STORE.feed()).load(List.of(partition), unknown -> Map.of(partition, 0L)));
        }
    }

    private Ledger ledger(Store target) {
        return new Ledger(target.feed(), clock, 0, (handle, record, reason) -> quarantined.add(reason));
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        expected.putAll(ledger.take(inOrder(records), expected));
    }

    /** As a partition would deliver them. */
    private List<ConsumerRecord<String, byte[]>> inOrder(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> {
                    var placed = new ConsumerRecord<>(record.topic(), 0, offset++, record.key(), record.value());
                    record.headers().forEach(placed.headers()::add);
                    return placed;
                })
                .toList();
    }

    static Story story() {
        var story = new Story("acme");
        tell(story);
        return story;
    }

    /** Four leaders coached, with every kind of fact. */
    static void tell(Story story) {
        var programme = story.programme(5);
        for (var i = 0; i < 4; i++) {
            var leader = story.leader(programme);
            var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-14");
            var moved = story.session(engagement, "2030-01-15T10:00:00Z");
            story.moved(engagement, moved, "2030-01-23T10:00:00Z");
            story.held(engagement, moved, "2030-01-23T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.evidenced(engagement, moved, Party.LEADER, EvidenceTier.ONE_SIDE);
            story.missed(engagement, story.session(engagement, "2030-02-01T10:00:00Z"), "2030-02-01T10:00:00Z");
            story.sponsored(engagement, "2030-02-10", i % 2 == 0);
            story.checkedIn(engagement, Respondent.RATER, 5, 4, "2030-02-11");
            story.answered(engagement, CheckInKind.PULSE, 1, Respondent.LEADER, Map.of("target-behaviour", 4));
            story.tell(new ClosingReviewSubmitted(engagement, Party.LEADER, 5, 2, 3));
            story.tell(new HandOffCompleted(engagement, new EngagementId(UUID.randomUUID()), List.of("TOPICS")));
            story.kpi(programme, leader, "12." + i);
            story.promoted(leader, "2030-02-20");
        }
    }

    /** Everything but when it was known. */
    static List<String> contents(Store store) {
        var contents = new ArrayList<String>();
        contents.addAll(store.rows("select to_jsonb(l) - 'known_at' from ledger l order by tenant, id"));
        for (var table : List.of(
                "programmes",
                "participants",
                "decisions",
                "employments",
                "consents",
                "providers",
                "matches",
                "engagements",
                "sessions",
                "attendances",
                "sponsor_actions",
                "action_items",
                "confidences",
                "session_topics",
                "check_ins",
                "case_entries",
                "closing_reviews",
                "hand_offs",
                "removals",
                "removal_reports")) {
            contents.addAll(store.rows(FACTS_OF.formatted(table, "where known_to = 'infinity' order by 2")));
        }
        for (var table : List.of("outcomes", "kpis", "check_in_answers", "event_counts")) {
            contents.addAll(store.rows(FACTS_OF.formatted(table, "order by 2")));
        }
        contents.addAll(store.rows("select * from session_weeks order by 1, 2, 3"));
        return contents;
    }

    @Test
    void keepsEveryEventOnceWithItsFacts() {
        var story = story();

        take(story.records());

        assertThat(STORE.count("ledger")).isEqualTo(story.records().size());
        assertThat(STORE.rows("select state, evidence, starts_at from sessions where state = 'HELD' limit 1"))
                .containsExactly("(HELD,ONE_SIDE,\"2030-01-23 10:00:00+00\")");
        assertThat(STORE.count("kpis")).isEqualTo(4);
        assertThat(STORE.rows("select distinct held, missed, scheduled from session_weeks where held + missed > 0"))
                .containsExactlyInAnyOrder("(1,0,0)", "(0,1,0)");
    }

    @Test
    void endsInTheSameStoreWhateverTheBatchesOrderAndRepetitions() {
        var records = story().records();
        take(records);
        var whole = contents(STORE);
        for (var seed = 1; seed <= 3; seed++) {
            open();
            var shuffled = new ArrayList<>(records);
            shuffled.addAll(records.subList(0, records.size() / 2));
            var random = new Random(seed);
            Collections.shuffle(shuffled, random);

            for (var from = 0; from < shuffled.size(); ) {
                var to = Math.min(shuffled.size(), from + 1 + random.nextInt(30));
                take(shuffled.subList(from, to));
                from = to;
            }

            assertThat(contents(STORE)).isEqualTo(whole);
        }
    }

    @Test
    void refusesAWorkerWhosePositionIsStale() {
        var story = story();
        var zombie = new HashMap<>(expected);
        var records = inOrder(story.records());
        ledger.take(records, expected);

        assertThatThrownBy(() -> ledger(STORE).take(records, zombie)).isInstanceOf(Fenced.class);

        assertThat(STORE.count("ledger")).isEqualTo(story.records().size());
    }

    @Test
    void writesNothingWhenTheTransactionFails() {
        var failing = new Ledger(STORE.feed(), clock, 0, (handle, record, reason) -> {
            throw new IllegalStateException("killed before the commit");
        });
        var records = new ArrayList<>(story().records());
        records.add(poison());
        var placed = inOrder(records);

        assertThatThrownBy(() -> failing.take(placed, expected)).hasMessageContaining("killed");
        assertThat(STORE.count("ledger")).isZero();
        assertThat(STORE.count("sessions")).isZero();

        ledger.take(placed, expected);
        assertThat(STORE.count("ledger")).isEqualTo(records.size() - 1);
    }

    @Test
    void setsAsideWhatCannotBeReadAndTakesItsNeighbours() {
        var records = new ArrayList<>(story().records());
        records.add(3, poison());

        take(records);

        assertThat(quarantined).hasSize(1);
        assertThat(STORE.count("ledger")).isEqualTo(records.size() - 1);
        assertThat(STORE.one("select position from consumer_position where topic = 'tandem.session'"))
                .isPositive();
    }

    static Stream<Arguments> poisons() {
        return Stream.of(
                arguments("the value", poison()),
                arguments("no key", withKey(null)),
                arguments("no value", without("value")),
                arguments("ce_id", header(good(), "ce_id", "7")),
                arguments("ce_tenant", header(good(), "ce_tenant", "' or 1=1")),
                arguments("ce_sequence", header(good(), "ce_sequence", "many")),
                arguments("ce_type", without("ce_type")),
                arguments("ce_specversion", header(good(), "ce_specversion", "0.3")),
                arguments("is no history", header(good(), "ce_type", "tandem.hr.employee-left.v1")),
                arguments("too long", header(good(), "ce_subject", "s".repeat(300))));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void saysWhyItSetsSomethingAside(String reason, ConsumerRecord<String, byte[]> record) {
        take(List.of(good(), record, good()));

        assertThat(quarantined).singleElement().asString().contains(reason);
        assertThat(STORE.count("ledger")).isEqualTo(2);
    }

    private static ConsumerRecord<String, byte[]> good() {
        var story = new Story("acme");
        story.session(new EngagementId(UUID.randomUUID()), "2030-01-15T10:00:00Z");
        return story.records().getFirst();
    }

    @SuppressWarnings("NullAway") // a record may lack its key or value
    private static ConsumerRecord<String, byte[]> withKey(@Nullable String key) {
        var record = good();
        var other = new ConsumerRecord<>(record.topic(), 0, 0, key, record.value());
        record.headers().forEach(other.headers()::add);
        return other;
    }

    @SuppressWarnings("NullAway") // a record may lack its key or value
    private static ConsumerRecord<String, byte[]> without(String part) {
        var record = good();
        byte[] value = part.equals("value") ? null : record.value();
        var other = new ConsumerRecord<>(record.topic(), 0, 0, record.key(), value);
        record.headers().forEach(other.headers()::add);
        other.headers().remove(part);
        return other;
    }

    @Test
    void keepsATypeItDoesNotKnow() {
        var record = header(poison(), "ce_type", "tandem.session.invented-later.v1");

        take(List.of(record));

        assertThat(STORE.rows("select type, convert_from(payload, 'UTF8') from ledger"))
                .containsExactly("(tandem.session.invented-later.v1,\"not json\")");
    }

    @Test
    void countsEventsAsTheLedgerHoldsThem() {
        take(story().records());

        assertThat(STORE.rows("select topic, type, sum(events) from event_counts group by 1, 2 order by 1, 2"))
                .isEqualTo(STORE.rows("select topic, type, count(*) from ledger group by 1, 2 order by 1, 2"));
    }

    @Test
    void leavesNothingOfAnErasedPersonAndKeepsTheCounts() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        story.engagement(programme, leader, Track.MENTORING, "2030-01-14");
        story.kpi(programme, leader, "3");
        story.promoted(leader, "2030-02-02");
        var late = new Story("acme");
        late.kpi(programme, leader, "4");
        var before = story.records().size();
        var standIn = story.erases(leader);

        take(story.records());
        take(late.records());

        assertThat(STORE.count("ledger")).isEqualTo(before + 2);
        assertThat(mentions(leader)).isZero();
        assertThat(STORE.rows("select leader from engagements")).containsExactly("(" + standIn + ")");
        assertThat(STORE.count("kpis")).isZero();
        assertThat(STORE.count("outcomes")).isZero();
        assertThat(STORE.rows("select scope, counts -> 'kpis', counts -> 'outcomes' from removal_duties"))
                .containsExactly("(PERSON,1,1)");
    }

    @Test
    void leavesNoErasedPersonInWhatWasSetAside() {
        var person = new PersonId(UUID.randomUUID());
        STORE.feed()
                .useHandle(handle -> handle.createUpdate("""
                        insert into tandem.dead_letter
                            (id, tenant, consumer, topic, kafka_partition, kafka_offset, record_timestamp, reason, headers,
                             key, value)
                        values (:id, 'acme', 'c', 't', 0, 0, 0, 'bad', jsonb_build_object('ce_subject', :person),
                                convert_to(:person, 'UTF8'), convert_to('{"person":"' || :person || '", oops', 'UTF8'))""")
                        .bind("id", UUID.randomUUID())
                        .bind("person", person.toString())
                        .execute());
        var story = new Story("acme");
        var standIn = story.erases(person);

        take(story.records());

        assertThat(STORE.rows("select convert_from(key, 'UTF8'), convert_from(value, 'UTF8'), headers ->> 'ce_subject'"
                        + " from tandem.dead_letter"))
                .singleElement()
                .asString()
                .contains(standIn.toString())
                .doesNotContain(person.toString());
    }

    @Test
    void convergesWhenTheErasureComesFirst() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        var engagement = story.engagement(programme, leader, Track.MENTORING, "2030-01-14");
        story.kpi(programme, leader, "3");
        story.promoted(leader, "2030-02-02");
        story.left(leader, "2030-02-28").changed(leader, "2030-03-04", Aspect.RETURN);
        story.heldSession(engagement, "2030-01-15T10:00:00Z", EvidenceTier.BOTH_SIDES);
        story.erases(leader);
        take(story.records());
        var inOrder = contents(STORE);

        open();
        take(story.records().reversed().subList(0, 1));
        take(story.records().reversed());

        assertThat(contents(STORE)).isEqualTo(inOrder);
    }

    @Test
    void blanksWhatWasForImpactWhenItIsWithdrawn() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        story.kpi(programme, leader, "3");
        story.promoted(leader, "2030-02-02");
        take(story.drain());
        story.withdraws(leader, Purpose.IMPACT, 2);
        take(story.drain());

        assertThat(STORE.count("kpis")).isZero();
        assertThat(STORE.count("outcomes")).isZero();
        assertThat(STORE.rows("select convert_from(payload, 'UTF8')::jsonb from ledger where redacted order by type"))
                .containsExactly(
                        row("{\"person\": \"%s\", \"programme\": \"%s\"}".formatted(leader, programme)),
                        row("{\"person\": \"%s\"}".formatted(leader)));
        assertThat(STORE.one("select count(*) from participants")).isEqualTo(1);
    }

    @Test
    void forgetsConfidenceAndTopicsThatALeaderTakesBack() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        var engagement = story.engagement(programme, leader, Track.MENTORING, "2030-01-14");
        var session = story.session(engagement, "2030-01-15T10:00:00Z");
        story.tell(new ConfidenceRated(engagement, session, 5)).tell(new ConfidenceRated(engagement, session, 7));
        story.tell(new TopicsNoted(engagement, session, List.of("FEEDBACK"), "2030-1"));
        story.answered(engagement, CheckInKind.MENTORING_STORY, 1, Respondent.LEADER, Map.of("new-step", 5));
        story.logs(engagement, CaseChange.TRIED, "2030-01-20");
        take(story.drain());
        assertThat(STORE.rows("select change from case_entries")).containsExactly("(TRIED)");
        assertThat(STORE.rows("select rating from confidences where known_to = 'infinity'"))
                .containsExactly("(7)");
        assertThat(STORE.rows("select topics from session_topics")).containsExactly("(FEEDBACK)");
        assertThat(STORE.rows("select question, value from check_in_answers")).containsExactly("(new-step,5)");

        story.withdraws(leader, Purpose.IMPACT, 2);
        take(story.drain());

        assertThat(STORE.count("confidences")).isZero();
        assertThat(STORE.count("session_topics")).isZero();
        assertThat(STORE.count("check_in_answers")).isZero();
        assertThat(STORE.count("case_entries")).isZero();
    }

    @Test
    void blanksLateEventsAboutAnEngagementOnceItIsKnownWhoseItIs() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        var engagement = story.engagement(programme, leader, Track.MENTORING, "2030-01-14");
        var session = story.session(engagement, "2030-01-15T10:00:00Z");
        story.tell(new ConfidenceRated(engagement, session, 7));
        story.tell(new TopicsNoted(engagement, session, List.of("FEEDBACK"), "2030-1"));
        story.answered(engagement, CheckInKind.MENTORING_STORY, 1, Respondent.LEADER, Map.of("new-step", 5));
        story.erases(leader);
        var told = story.records();

        take(told.reversed());

        assertThat(STORE.count("confidences")).isZero();
        assertThat(STORE.count("session_topics")).isZero();
        assertThat(STORE.count("check_in_answers")).isZero();

        assertThat(STORE.rows("select convert_from(payload, 'UTF8')::jsonb -> 'rating' is null from ledger"
                        + " where type = 'tandem.session.confidence-rated.v1'"))
                .containsExactly("(t)");
        assertThat(mentions(leader)).isZero();
    }

    @Test
    void keepsCovariatesWhileAllowedAndRefusesOlderOnesAfter() {
        var person = new PersonId(UUID.randomUUID());
        var story = new Story("acme");
        story.tell(new ImpactProfile(person, 3, "R&D", "Manager", 3, 40, null));
        take(story.drain());
        assertThat(STORE.rows("select department, level from impact_profiles")).containsExactly("(R&D,3)");

        story.withdraws(person, Purpose.IMPACT, 4);
        story.tell(new ImpactProfile(person, 3, "R&D", "Manager", 3, 40, null));
        take(story.drain());
        assertThat(STORE.rows("select department, consent_version from impact_profiles"))
                .containsExactly("(,4)");

        story.tell(new ImpactProfile(person, 5, "Sales", "Manager", 3, 40, null));
        take(story.drain());
        take(List.of(Records.nothing(person, Purpose.IMPACT, "acme")));
        assertThat(STORE.rows("select department, consent_version from impact_profiles"))
                .containsExactly("(,5)");
        assertThat(STORE.one("select count(*) from ledger where topic = 'tandem.profile'"))
                .isZero();
    }

    @Test
    void takesNewRoleLevelAndPromotionFromTheProfileAndThePlainFactFromTheEvent() {
        var story = new Story("acme");
        var programme = story.programme(5);
        var leader = story.leader(programme);
        story.tell(new ImpactProfile(leader, 1, "R&D", "Engineer", 3, 40, null));
        story.changed(leader, "2030-02-02", Aspect.ROLE, Aspect.LEVEL, Aspect.DEPARTMENT, Aspect.PROMOTION);
        story.tell(new ImpactProfile(leader, 1, "Sales", "Manager", 4, 41, LocalDate.parse("2030-02-02")));
        take(story.records());

        assertThat(STORE.rows("select department, job_role, level, last_promoted_on from impact_profiles"))
                .containsExactly("(Sales,Manager,4,2030-02-02)");
        assertThat(STORE.rows("select change, changed_on from employments")).containsExactly("(PROMOTED,2030-02-02)");
    }

    @Test
    void countsAChangeOfManagerAndKeepsNoFactOfIt() {
        var story = new Story("acme");
        var leader = story.leader(story.programme(5));
        story.changed(leader, "2030-02-02", Aspect.MANAGER);
        take(story.records());

        assertThat(STORE.one("select sum(events) from event_counts where type = 'tandem.intake.employment-changed.v1'"))
                .isEqualTo(1);
        assertThat(STORE.count("employments")).isZero();
    }

    @Test
    void keepsEveryEndAndReturnInAnyOrder() {
        var story = new Story("acme");
        var leader = story.leader(story.programme(5));
        story.left(leader, "2030-02-28").changed(leader, "2030-05-01", Aspect.RETURN, Aspect.PROMOTION);
        story.left(leader, "2030-09-30");
        take(story.records().reversed());

        assertThat(STORE.rows("select change, changed_on from employments order by sequence, change"))
                .containsExactly(
                        "(ENDED,2030-02-28)", "(PROMOTED,2030-05-01)", "(RETURNED,2030-05-01)", "(ENDED,2030-09-30)");
        assertThat(STORE.rows("select ended_on, returned_on from metric.absence order by 1"))
                .containsExactly("(2030-02-28,2030-05-01)", "(2030-09-30,)");
    }

    private static String row(String json) {
        return "(\"" + json.replace("\"", "\"\"") + "\")";
    }

    private long mentions(PersonId person) {
        var found = 0L;
        for (var table :
                List.of("ledger", "engagements", "matches", "participants", "employments", "consents", "removals")) {
            found += STORE.one("select count(*) from " + table + " t where t::text like '%" + person + "%'");
        }
        return found
                + STORE.one("select count(*) from ledger where position(convert_to('" + person
                        + "', 'UTF8') in payload) > 0");
    }

    static ConsumerRecord<String, byte[]> poison() {
        var story = new Story("acme");
        story.session(new EngagementId(UUID.randomUUID()), "2030-01-15T10:00:00Z");
        var record = story.records().getFirst();
        var broken =
                new ConsumerRecord<>(record.topic(), 0, 0, record.key(), "not json".getBytes(StandardCharsets.UTF_8));
        record.headers().forEach(broken.headers()::add);
        return broken;
    }

    private static ConsumerRecord<String, byte[]> header(
            ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
