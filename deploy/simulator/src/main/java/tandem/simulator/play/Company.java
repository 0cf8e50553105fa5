package tandem.simulator.play;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Desk.Layer;
import tandem.simulator.world.Leader;
import tandem.simulator.world.Provider;
import tandem.simulator.world.Workforce;

/** One tenant in the play: its people, its programme and what has become of them so far. */
public final class Company {
    private final Cast cast;
    private final Workforce workforce;
    private final List<Leader> leaders;
    private final List<Provider> providers;
    private final Tallies tallies = new Tallies();
    private final Map<PersonId, Human> humans = new ConcurrentHashMap<>();
    private final Map<String, PersonId> persons = new ConcurrentHashMap<>();
    private final Map<UUID, Engagement> engagements = new LinkedHashMap<>();
    private @Nullable ProgrammeId programme;
    private List<Layer> outlook = List.of();

    /** A running or ended engagement, with its meetings. */
    record Engagement(UUID id, Human leader, Human provider, Term term, List<Meeting> meetings) {}

    /**
     * How an engagement runs.
     *
     * @param sponsored whether its provider is a mentor who can sponsor (R12, R17, R21)
     */
    record Term(Track track, boolean sponsored, int cadenceDays, LocalDate startsOn, LocalDate plannedEndOn) {}

    public Company(Cast cast, Workforce workforce, List<Leader> leaders, List<Provider> providers) {
        this.cast = cast;
        this.workforce = workforce;
        this.leaders = List.copyOf(leaders);
        this.providers = List.copyOf(providers);
    }

    Cast cast() {
        return cast;
    }

    public Caller analyst() {
        return cast.analyst();
    }

    /** Runs the programme, and reads its figures as they are now. */
    public Caller operations() {
        return cast.operations().caller();
    }

    public String tenant() {
        return cast.tenant();
    }

    public Tallies tallies() {
        return tallies;
    }

    Workforce workforce() {
        return workforce;
    }

    List<Leader> leaders() {
        return leaders;
    }

    List<Provider> providers() {
        return providers;
    }

    public ProgrammeId programme() {
        var opened = programme;
        if (opened == null) {
            throw new IllegalStateException(tenant() + " has no programme yet");
        }
        return opened;
    }

    void opened(ProgrammeId id) {
        programme = id;
    }

    /** How the seats stood, track by track, when leaders waited. */
    public List<Layer> outlook() {
        return outlook;
    }

    void lookAhead(List<Layer> layers) {
        outlook = List.copyOf(layers);
    }

    /** Gives a login to a person. */
    void admit(Human human) {
        humans.put(human.person(), human);
        persons.put(human.email(), human.person());
    }

    Human human(PersonId person) {
        return Optional.ofNullable(humans.get(person))
                .orElseThrow(() -> new IllegalStateException("Nobody knows " + person));
    }

    Human human(Leader leader) {
        return human(person(leader.login()));
    }

    private PersonId person(String login) {
        return Optional.ofNullable(persons.get(login))
                .orElseThrow(() -> new IllegalStateException("Nobody knows " + login));
    }

    PersonId person(Provider provider) {
        return person(provider.login());
    }

    Map<PersonId, Integer> seats() {
        var seats = new HashMap<PersonId, Integer>();
        providers.forEach(provider -> seats.put(person(provider), provider.capacity()));
        engagements
                .values()
                .forEach(engagement -> seats.merge(engagement.provider().person(), -1, Integer::sum));
        return seats;
    }

    boolean knows(UUID engagement) {
        return engagements.containsKey(engagement);
    }

    void began(Engagement engagement) {
        engagements.put(engagement.id(), engagement);
    }

    List<Engagement> engagements() {
        return List.copyOf(engagements.values());
    }

    List<Engagement> engagementsOf(Human leader) {
        return engagements.values().stream()
                .filter(engagement -> engagement.leader().person().equals(leader.person()))
                .toList();
    }

    List<Meeting> meetings() {
        var meetings = new ArrayList<Meeting>();
        engagements.values().forEach(engagement -> meetings.addAll(engagement.meetings()));
        return meetings;
    }
}
