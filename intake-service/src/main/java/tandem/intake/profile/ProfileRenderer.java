package tandem.intake.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.Embedding;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.ProfileState.ImpactProfile;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.events.Purpose;
import tandem.intake.group.Groups;
import tandem.intake.group.Groups.Declared;
import tandem.intake.profile.ProfileQueries.Answers;
import tandem.intake.profile.ProfileQueries.Job;
import tandem.intake.profile.ProfileQueries.Known;
import tandem.runtime.event.StateKey;
import tandem.runtime.outbox.StateRenderer;
import tandem.runtime.time.ProgrammeTime;

/**
 * What a purpose lets the others know right now. This is the one place where anything about a person leaves the service as
 * state; the relay asks it at the moment of sending.
 */
@ApplicationScoped
class ProfileRenderer implements StateRenderer {

    private static final TypeReference<List<Availability>> WINDOWS = new TypeReference<>() {};

    private final ProfileQueries queries;
    private final Groups groups;
    private final ObjectMapper json;
    private final Clock clock;

    ProfileRenderer(ProfileQueries queries, Groups groups, ObjectMapper json, @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.groups = groups;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<ProfileState> render(String tenant, PersonId person, Purpose purpose) {
        var key = new StateKey(person, purpose);
        return Optional.ofNullable(renderAll(tenant, List.of(key)).get(key));
    }

    @Override
    public Map<StateKey, ProfileState> renderAll(String tenant, Collection<StateKey> keys) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var states = new HashMap<StateKey, ProfileState>();
        var allowed = queries.allowed(tenant, keys, now);
        var declared = declared(allowed);
        for (var known : allowed) {
            var state = state(known, declared.get(known.key().person()), today);
            if (state != null) {
                states.put(known.key(), state);
            }
        }
        return states;
    }

    /** Covariates stay after someone left, as retention is an outcome; nobody is matched, audited for or read a calendar of any more. */
    private @Nullable ProfileState state(Known known, @Nullable Declared declared, LocalDate today) {
        var job = known.job();
        var gone = job != null && job.leftOn() != null && !job.leftOn().isAfter(today);
        return switch (known.key().purpose()) {
            case MATCHING -> job == null || gone ? null : matching(known, job, today);
            case CALENDAR ->
                gone ? null : new CalendarProfile(known.key().person(), known.consentVersion(), known.timeZone());
            case IMPACT -> job == null ? null : impact(known, job, today);
            case FAIRNESS -> gone || declared == null ? null : fairness(known, declared);
            case PROGRAMME -> job == null || gone || known.programme() == null ? null : programme(known, job);
            case COMPARISON, HANDOFF_DETAIL, NOTE_SHARING, RECOGNITION -> null;
        };
    }

    /** Read only where FAIRNESS is what is asked for, and holds. */
    private Map<PersonId, Declared> declared(List<Known> allowed) {
        var people = allowed.stream()
                .map(Known::key)
                .filter(key -> key.purpose() == Purpose.FAIRNESS)
                .map(StateKey::person)
                .toList();
        return people.isEmpty() ? Map.of() : groups.of(people);
    }

    private static FairnessProfile fairness(Known known, Declared declared) {
        return new FairnessProfile(known.key().person(), known.consentVersion(), declared.groups());
    }

    /** For who takes part, and for nobody else. */
    private static ProgrammeProfile programme(Known known, Job job) {
        return new ProgrammeProfile(known.key().person(), known.consentVersion(), job.manager());
    }

    private MatchingProfile matching(Known known, Job job, LocalDate today) {
        var answers = known.answers();
        return new MatchingProfile(
                known.key().person(),
                known.consentVersion(),
                known.programme(),
                job.manager(),
                job.level(),
                tenureMonths(job, today),
                known.timeZone(),
                answers == null ? List.of() : windows(answers.availability()),
                answers == null ? List.of() : answers.skillCodes(),
                answers == null ? List.of() : answers.behaviourCodes(),
                answers == null ? null : answers.trigger(),
                answers == null ? null : embedding(answers),
                answers == null ? List.of() : answers.preferences(),
                answers != null && answers.confidentialityNeedHigh(),
                risks(job, answers),
                job.lastPromotedOn());
    }

    /** R51: whatever HR or the leader named calls for a second approver; neither can take a risk of the other's back. */
    private static List<String> risks(Job job, @Nullable Answers answers) {
        return Stream.concat(job.roleRisks().stream(), answers == null ? Stream.empty() : answers.roleRisks().stream())
                .distinct()
                .toList();
    }

    private static ImpactProfile impact(Known known, Job job, LocalDate today) {
        return new ImpactProfile(
                known.key().person(),
                known.consentVersion(),
                job.department(),
                job.role(),
                job.level(),
                tenureMonths(job, today),
                job.lastPromotedOn());
    }

    private static @Nullable Embedding embedding(Answers answers) {
        return answers.embeddingModel() == null ? null : new Embedding(answers.embeddingModel(), answers.embedding());
    }

    /** Until today, or until the day of leaving. */
    private static int tenureMonths(Job job, LocalDate today) {
        var until = job.leftOn() != null && job.leftOn().isBefore(today) ? job.leftOn() : today;
        return (int) Math.max(0, ChronoUnit.MONTHS.between(job.hiredOn(), until));
    }

    private List<Availability> windows(String text) {
        try {
            return json.readValue(text, WINDOWS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored availability cannot be read", e);
        }
    }
}
