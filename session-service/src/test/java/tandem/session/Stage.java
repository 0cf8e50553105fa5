package tandem.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.ConsentItem;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.LawfulBasis;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.PersonId;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.following.IntakeListener;
import tandem.session.following.MatchingListener;
import tandem.session.following.ProfileListener;
import tandem.testing.ProgrammeTimes;
import tandem.testing.Records;

/** Sets the scene of a test: a tenant of its own with Lea, Carl the coach and Mona the mentor, told the way the services tell it. */
@ApplicationScoped
public class Stage {
    public static final String LEA = "lea.leader@example.com";
    public static final String CARL = "carl.coach@example.org";
    public static final String MONA = "mona.mentor@example.com";

    private static final Instant OPENING = Instant.parse("2030-01-01T09:00:00Z");
    private static final AtomicInteger SCENES = new AtomicInteger();

    private final ProfileListener profiles;
    private final IntakeListener intake;
    private final MatchingListener matching;
    private final Tenants tenants;
    private final Clock clock;

    Stage(
            ProfileListener profiles,
            IntakeListener intake,
            MatchingListener matching,
            Tenants tenants,
            @ProgrammeTime Clock clock) {
        this.profiles = profiles;
        this.intake = intake;
        this.matching = matching;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Both engagements run, all three let their calendars be read. */
    public Scene open() {
        var scene = new Scene("scene-" + SCENES.incrementAndGet());
        if (clock.instant().isBefore(OPENING)) {
            ProgrammeTimes.moveTo(OPENING);
        }
        for (var person : new PersonId[] {scene.lea, scene.carl, scene.mona}) {
            scene.allowCalendar(person, 1);
        }
        scene.start(scene.coaching, scene.carl, ProviderType.EXTERNAL, Track.COACHING);
        scene.start(scene.mentoring, scene.mona, ProviderType.INTERNAL, Track.MENTORING);
        FakeDirectory.enter(scene.tenant, LEA, scene.lea);
        FakeDirectory.enter(scene.tenant, CARL, scene.carl);
        FakeDirectory.enter(scene.tenant, MONA, scene.mona);
        return scene;
    }

    /** One tenant and its people. */
    public final class Scene {
        public final String tenant;
        public final PersonId lea = new PersonId(UUID.randomUUID());
        public final PersonId carl = new PersonId(UUID.randomUUID());
        public final PersonId mona = new PersonId(UUID.randomUUID());
        public final EngagementId coaching = new EngagementId(UUID.randomUUID());
        public final EngagementId mentoring = new EngagementId(UUID.randomUUID());
        public final ProgrammeId programme = new ProgrammeId(UUID.randomUUID());

        private long sequence;

        Scene(String tenant) {
            this.tenant = tenant;
        }

        public void start(EngagementId engagement, PersonId provider, ProviderType type, Track track) {
            start(engagement, provider, type, track, EngagementKind.STANDARD);
        }

        public void start(
                EngagementId engagement, PersonId provider, ProviderType type, Track track, EngagementKind kind) {
            tell(new EngagementStarted(
                    engagement,
                    programme,
                    lea,
                    provider,
                    type,
                    track,
                    kind,
                    14,
                    60,
                    LocalDate.parse("2030-01-01"),
                    LocalDate.parse("2030-06-30"),
                    OPENING,
                    null));
        }

        /** The coach begins with a member of a group. */
        public void coachTogether(CoachingGroupId group, PersonId member, LocalDate on) {
            tell(new EngagementStarted(
                    new EngagementId(UUID.randomUUID()),
                    programme,
                    member,
                    carl,
                    ProviderType.EXTERNAL,
                    Track.COACHING,
                    EngagementKind.GROUP,
                    14,
                    90,
                    on,
                    LocalDate.parse("2030-06-30"),
                    OPENING,
                    group));
        }

        /** Both signed another cadence and another last day for the coaching. */
        public void amend(int cadenceDays, LocalDate plannedEndOn) {
            tell(new EngagementAmended(
                    coaching,
                    programme,
                    lea,
                    carl,
                    ProviderType.EXTERNAL,
                    Track.COACHING,
                    EngagementKind.STANDARD,
                    2,
                    cadenceDays,
                    60,
                    LocalDate.parse("2030-01-01"),
                    plannedEndOn,
                    OPENING,
                    null));
        }

        public void end(EngagementId engagement, PersonId provider) {
            tell(new EngagementEnded(
                    engagement,
                    programme,
                    lea,
                    provider,
                    EndReason.COMPLETED,
                    LocalDate.ofInstant(now(), ZoneOffset.UTC)));
        }

        public void allowCalendar(PersonId person, long version) {
            profiles.on(Records.poll(new CalendarProfile(person, version, "Europe/Berlin"), tenant, 0));
        }

        /** The person allows the purpose as a whole. */
        public void allow(PersonId person, Purpose purpose, long version) {
            allow(person, purpose, version, null);
        }

        /** The person allows one item of a purpose, or all of it. */
        public void allow(PersonId person, Purpose purpose, long version, @Nullable ConsentItem item) {
            tell(new ConsentGranted(person, purpose, LawfulBasis.CONSENT, version, "2030-01", item));
        }

        public RemovalId withdrawCalendar(PersonId person, long version) {
            return withdraw(person, Purpose.CALENDAR, version);
        }

        public RemovalId withdraw(PersonId person, Purpose purpose, long version) {
            var removal = new RemovalId(UUID.randomUUID());
            tell(new ConsentWithdrawn(person, purpose, version, removal));
            return removal;
        }

        /** The person takes one item of a purpose back. */
        public RemovalId withdraw(PersonId person, Purpose purpose, long version, ConsentItem item) {
            var removal = new RemovalId(UUID.randomUUID());
            tell(new ConsentWithdrawn(person, purpose, version, removal, item));
            return removal;
        }

        public void erase(PersonId person, UUID erasedAs) {
            tell(new ErasureRequested(person, new RemovalId(UUID.randomUUID()), erasedAs));
        }

        /** The employer told that the person left, today. */
        public void leave(PersonId person) {
            tell(new EmploymentEnded(person, LocalDate.ofInstant(now(), ZoneOffset.UTC)));
        }

        /** Somebody takes part in the programme. */
        public void enrol(PersonId person) {
            tell(new ParticipantEnrolled(programme, person));
        }

        /** HR says to whom somebody reports. */
        public void reports(PersonId person, PersonId manager, long version) {
            profiles.on(Records.poll(new ProgrammeProfile(person, version, manager), tenant, 0));
        }

        /** HR says that something is different from that day on. */
        public void change(PersonId person, LocalDate on, Aspect aspect) {
            tell(new EmploymentChanged(person, Set.of(aspect), on));
        }

        public void publish(int version, int lateCancellationHours, EvidenceTier minimum) {
            tell(new PolicyPublished(
                    programme,
                    version,
                    "hash",
                    new PolicyTerms(
                            3, 9, 7, 30, 60, 3, 7, lateCancellationHours, minimum, 5, "DEFAULT", null, null, null)));
        }

        public Instant now() {
            return clock.instant();
        }

        /** The instant that many hours from now. */
        public Instant in(int hours) {
            return now().plus(Duration.ofHours(hours));
        }

        public void pass(Duration time) {
            ProgrammeTimes.moveTo(now().plus(time));
        }

        public void act(Runnable work) {
            tenants.runAs(tenant, work);
        }

        private void tell(MatchingEvent event) {
            matching.on(Records.poll(List.of(Records.of(event, tenant, ++sequence, now()))));
        }

        private void tell(IntakeEvent event) {
            intake.on(Records.poll(List.of(Records.of(event, tenant, ++sequence, now()))));
        }
    }
}
