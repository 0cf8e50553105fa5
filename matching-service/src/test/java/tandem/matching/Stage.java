package tandem.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.DecisionId;
import tandem.events.EvidenceTier;
import tandem.events.ImpactEvent;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.IntakeId;
import tandem.events.MatchId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.SessionEvent;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.matching.following.ImpactListener;
import tandem.matching.following.IntakeListener;
import tandem.matching.following.ProfileListener;
import tandem.matching.following.SessionListener;
import tandem.matching.match.MatchService;
import tandem.matching.provider.ProviderEvidence;
import tandem.matching.provider.ProviderService;
import tandem.matching.run.RunQueries;
import tandem.matching.run.RunQueries.OutcomeView;
import tandem.matching.run.RunQueries.Proposed;
import tandem.matching.run.RunService;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;
import tandem.testing.Records;

/** Sets the scene for use cases: every test has a tenant of its own, told about through the listeners as in life. */
@ApplicationScoped
public class Stage {

    private static final Set<Track> BOTH = Set.of(Track.COACHING, Track.MENTORING);
    private static final AtomicInteger TENANTS = new AtomicInteger();
    public static final Instant NOW = Instant.parse("2030-01-07T09:00:00Z");

    private final IntakeListener intake;
    private final ProfileListener profiles;
    private final SessionListener sessions;
    private final ImpactListener impact;
    private final ProviderService providers;
    private final Formation formation;
    private final RunService runs;
    private final RunQueries runQueries;
    private final MatchService matches;
    private final Tenants tenants;

    Stage(
            IntakeListener intake,
            ProfileListener profiles,
            SessionListener sessions,
            ImpactListener impact,
            ProviderService providers,
            Formation formation,
            RunService runs,
            RunQueries runQueries,
            MatchService matches,
            Tenants tenants) {
        this.intake = intake;
        this.profiles = profiles;
        this.sessions = sessions;
        this.impact = impact;
        this.providers = providers;
        this.formation = formation;
        this.runs = runs;
        this.runQueries = runQueries;
        this.matches = matches;
        this.tenants = tenants;
    }

    /** A tenant with one programme, and what happens in it. */
    public final class Scene {
        public final String tenant = "t" + TENANTS.incrementAndGet();
        public final ProgrammeId programme = new ProgrammeId(UUID.randomUUID());
        public final Actor lead = person(Roles.PROGRAM_LEAD);
        private long sequence;

        public Actor person(String... roles) {
            return new Actor(tenant, somebody(), "test", Set.of(roles));
        }

        public void hear(IntakeEvent event) {
            intake.on(Records.poll(event, tenant, ++sequence));
        }

        public void hear(SessionEvent event) {
            sessions.on(Records.poll(event, tenant, ++sequence));
        }

        public void hear(ImpactEvent event) {
            impact.on(Records.poll(event, tenant, ++sequence));
        }

        public void hear(MatchingProfile state) {
            profiles.on(Records.poll(state, tenant, 0));
        }

        public void hear(FairnessProfile state) {
            profiles.on(Records.poll(state, tenant, 0));
        }

        /** Publishes the shipped policy, with a share of engagements a provider has to complete or none. */
        public void policy(int version, @Nullable Integer completionPercentMin) {
            hear(new PolicyPublished(
                    programme,
                    version,
                    "hash",
                    new PolicyTerms(
                            3,
                            9,
                            7,
                            30,
                            60,
                            3,
                            7,
                            24,
                            EvidenceTier.ONE_SIDE,
                            5,
                            "DEFAULT",
                            completionPercentMin,
                            null,
                            null)));
        }

        /** The log is cleaned of what MATCHING allowed to know. */
        public void hearNothingMoreOf(PersonId person) {
            hearNothingMoreOf(person, Purpose.MATCHING);
        }

        public void hearNothingMoreOf(PersonId person, Purpose purpose) {
            profiles.on(Records.poll(List.of(Records.nothing(person, purpose, tenant))));
        }

        public PersonId leader(Track... tracks) {
            var leader = somebody();
            decided(leader, tracks);
            hear(profile(leader, 1, null));
            return leader;
        }

        public void decided(PersonId leader, Track... tracks) {
            decided(leader, List.of("R24"), "1", tracks);
        }

        public void decided(PersonId leader, List<String> rules, String ruleSetVersion, Track... tracks) {
            var plan = new ArrayList<PlannedTrack>();
            for (var track : tracks) {
                plan.add(new PlannedTrack(track, plan.size() + 1, plan.size() * 3, false));
            }
            hear(new ServiceDecided(
                    programme,
                    leader,
                    new DecisionId(UUID.randomUUID()),
                    new IntakeId(UUID.randomUUID()),
                    tracks.length > 1 ? Pathway.COACHING_THEN_MENTORING : Pathway.COACHING,
                    plan,
                    rules,
                    ruleSetVersion,
                    1));
        }

        public MatchingProfile profile(PersonId leader, long version, @Nullable PersonId manager, String... roleRisks) {
            return new MatchingProfile(
                    leader,
                    version,
                    programme,
                    manager,
                    3,
                    30,
                    "Europe/Berlin",
                    officeHours(),
                    List.of("DATA_STRATEGY"),
                    List.of("DELEGATION"),
                    Trigger.PERFORMANCE_GAP,
                    null,
                    List.of("INTERNAL"),
                    false,
                    Arrays.asList(roleRisks),
                    null);
        }

        /** The same, promoted on that day as HR has it. */
        public MatchingProfile promoted(LocalDate on, MatchingProfile usual) {
            return new MatchingProfile(
                    usual.person(),
                    usual.consentVersion(),
                    usual.programme(),
                    usual.manager(),
                    usual.level(),
                    usual.tenureMonths(),
                    usual.timeZone(),
                    usual.availability(),
                    usual.skillCodes(),
                    usual.behaviourCodes(),
                    usual.trigger(),
                    usual.goals(),
                    usual.preferences(),
                    usual.confidentialityNeedHigh(),
                    usual.roleRisks(),
                    on);
        }

        /** The same at another level; {@link #profile} is of level 3. */
        public MatchingProfile atLevel(int level, MatchingProfile usual) {
            return new MatchingProfile(
                    usual.person(),
                    usual.consentVersion(),
                    usual.programme(),
                    usual.manager(),
                    level,
                    usual.tenureMonths(),
                    usual.timeZone(),
                    usual.availability(),
                    usual.skillCodes(),
                    usual.behaviourCodes(),
                    usual.trigger(),
                    usual.goals(),
                    usual.preferences(),
                    usual.confidentialityNeedHigh(),
                    usual.roleRisks(),
                    null);
        }

        /** A junior with one seat who has proven what is asked of a reverse mentor, and nothing else. */
        public PersonId reverseMentor(int level) {
            var junior = candidate(somebody(), ProviderType.INTERNAL, Set.of(Track.MENTORING), 1, "CLOUD_MIGRATION");
            does(() -> formation.proveFairness(junior));
            hear(atLevel(level, profile(junior, 1, null)));
            return junior;
        }

        public PersonId provider(int capacity, String... skills) {
            return provider(somebody(), ProviderType.INTERNAL, capacity, skills);
        }

        /** A provider of both tracks, in the pool. */
        public PersonId provider(PersonId person, ProviderType type, int capacity, String... skills) {
            candidate(person, type, BOTH, capacity, skills);
            does(() -> formation.qualify(person, type, BOTH));
            return person;
        }

        /** Somebody who is registered, and has nothing proven yet. */
        public PersonId candidate(
                PersonId person, ProviderType type, Set<Track> tracks, int capacity, String... skills) {
            return as(() -> providers.register(
                    person,
                    new ProviderEvidence(
                            type,
                            tracks,
                            capacity,
                            ZoneId.of("Europe/Berlin"),
                            officeHours(),
                            List.of(skills),
                            List.of("DELEGATION"),
                            List.of("ICF_PCC"))));
        }

        /** Leads somebody, registered as {@link #registration} says, into the pool. */
        public void qualifies(PersonId provider) {
            does(() -> formation.qualify(provider, ProviderType.EXTERNAL, Set.of(Track.COACHING)));
        }

        /** Runs the engine for one leader and answers the only outcome. */
        public OutcomeView run(PersonId leader, Track track) {
            return as(() -> {
                var id = runs.open(programme, track, List.of(leader), 3, lead);
                return runQueries
                        .get(id, Optional.empty(), 10)
                        .outcomes()
                        .items()
                        .getFirst();
            });
        }

        /** Runs the engine for one leader, whose pair is to meet once before it is final, and answers the proposals. */
        public List<Proposed> explore(PersonId leader, Track track) {
            return as(() -> {
                var id = runs.open(programme, track, List.of(leader), 3, true, lead);
                return runQueries
                        .get(id, Optional.empty(), 10)
                        .outcomes()
                        .items()
                        .getFirst()
                        .proposals();
            });
        }

        /** A match of a leader, reviewed and approved, whose two sides meet now. */
        public MatchId exploring(PersonId leader, Track track) {
            var match = explore(leader, track).getFirst().match();
            approve(match);
            return match;
        }

        /** Reviews and approves a proposal. */
        public void approve(MatchId match) {
            does(() -> matches.review(match));
            does(() -> matches.approve(match, lead));
        }

        /** A match of these two, reviewed. */
        public MatchId reviewed(PersonId leader, Track track) {
            var match = run(leader, track).proposals().getFirst().match();
            does(() -> matches.review(match));
            return match;
        }

        /** A match of these two, reviewed and approved. */
        public MatchId approved(PersonId leader, Track track) {
            var match = reviewed(leader, track);
            does(() -> matches.approve(match, lead));
            return match;
        }

        public <R> R as(Callable<R> work) {
            return tenants.callAs(tenant, work);
        }

        public void does(Runnable work) {
            tenants.runAs(tenant, work);
        }
    }

    /** A new tenant with an open programme under the shipped policy. */
    public Scene open() {
        var scene = new Scene();
        scene.hear(new ProgrammeOpened(
                scene.programme, "LEADERSHIP_PIPELINE", LocalDate.of(2030, 1, 7), LocalDate.of(2030, 6, 24), true));
        scene.policy(1, null);
        return scene;
    }

    public static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }

    /** What a programme lead posts to register an external coach. */
    public static Map<String, Object> registration(PersonId provider) {
        return Map.of(
                "person", provider.toString(),
                "type", "EXTERNAL",
                "tracks", List.of("COACHING"),
                "capacity", 2,
                "timeZone", "Europe/Berlin",
                "skillCodes", List.of("DATA_STRATEGY"),
                "behaviourCodes", List.of("DELEGATION"),
                "credentialCodes", List.of("ICF_PCC"));
    }

    private static List<Availability> officeHours() {
        return Arrays.stream(DayOfWeek.values())
                .limit(5)
                .map(day -> new Availability(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                .toList();
    }
}
