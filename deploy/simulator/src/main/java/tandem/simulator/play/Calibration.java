package tandem.simulator.play;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.simulator.client.Academy;
import tandem.simulator.client.Academy.Candidate;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Provider;

/**
 * How coaches and mentors come into the pool in week 3 and stay in it: the lead enters what is proven, the second lead vouches for it,
 * operations and HR are the panel. In a company of some size the last mentor fails the panel, and the last coach from inside misses the
 * quarter's calibration; nobody else depends on either.
 */
final class Calibration {
    private static final List<Integer> GOOD = List.of(4, 5, 4, 4, 4);
    private static final List<Integer> POOR = List.of(3, 4, 4, 3, 3);
    private static final int COMPANY_OF_SOME_SIZE = 10;

    private final Company company;
    private final Timeline timeline;

    Calibration(Company company, Timeline timeline) {
        this.company = company;
        this.timeline = timeline;
    }

    void takeIn(LocalDate day) {
        var providers = company.providers();
        Parallel.each(IntStream.range(0, providers.size()).boxed().toList(), place -> {
            var provider = providers.get(place);
            var good = place != failing();
            var state = academy().lead(candidate(place), day, good ? GOOD : POOR);
            if (!state.equals(good ? "QUALIFIED" : "CANDIDATE")) {
                throw new StepFailed("%s is %s after week 3".formatted(provider.email(), state));
            }
        });
    }

    /** R104: one week before the quarter is over. */
    void everyQuarter(int day) {
        Parallel.each(IntStream.range(0, company.providers().size()).boxed().toList(), place -> {
            if (place != failing() && place != lapsing()) {
                academy().calibrate(person(place), timeline.day(day));
            }
        });
    }

    /** Counts where everybody has ended up. */
    void require() {
        var states = Parallel.all(company.providers().stream()
                        .<Callable<String>>map(provider -> () -> academy().state(company.person(provider)))
                        .toList())
                .stream()
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
        count(states, "CANDIDATE", Count.CANDIDATES);
        count(states, "LAPSED", Count.LAPSED);
    }

    private void count(Map<String, Long> states, String state, Count count) {
        company.tallies().add(count, states.getOrDefault(state, 0L));
    }

    private Academy academy() {
        var cast = company.cast();
        return new Academy(cast.lead(), cast.secondLead(), List.of(cast.operations(), cast.hrPartner()));
    }

    /** Providers stand up for one another; every third mentor takes the four weeks, the others the half-day. */
    private Candidate candidate(int place) {
        var provider = company.providers().get(place);
        var size = company.providers().size();
        return new Candidate(
                person(place),
                provider.type(),
                provider.track(),
                provider.credentials().stream().findFirst().orElse(""),
                List.of(person((place + 1) % size), person((place + 2) % size)),
                size > COMPANY_OF_SOME_SIZE && place % 3 == 0,
                company.human(person(place)).seat());
    }

    private PersonId person(int place) {
        return company.person(company.providers().get(place));
    }

    private int failing() {
        return isOfSomeSize() ? company.providers().size() - 1 : -1;
    }

    private int lapsing() {
        return isOfSomeSize() ? last(Track.COACHING) : -1;
    }

    private int last(Track track) {
        return company.providers().stream().map(Provider::track).toList().lastIndexOf(track);
    }

    private boolean isOfSomeSize() {
        return company.providers().size() > COMPANY_OF_SOME_SIZE;
    }
}
