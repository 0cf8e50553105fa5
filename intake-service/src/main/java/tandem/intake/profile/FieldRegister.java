package tandem.intake.profile;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.Uses;
import tandem.runtime.actor.Roles;

/**
 * Which fields go to whom (R52). What travels as state is read off the very records that carry it, so a field added to a
 * record is shown to people without anyone remembering to.
 */
public final class FieldRegister {

    private static final Set<String> PLUMBING = Set.of("person", "consentVersion");

    private static final Map<Purpose, String> READERS = new EnumMap<>(Map.of(
            Purpose.MATCHING, "matching-service",
            Purpose.CALENDAR, "session-service",
            Purpose.IMPACT, "analytics-service"));

    /** What people in these roles can read of a participant or provider in this service, and through which call. */
    private static final List<RoleView> ROLES = List.of(
            new RoleView(Roles.PROGRAM_LEAD, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.OPERATIONS_OWNER, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.HR_PARTNER, List.of("givenName", "familyName"), "directory"),
            new RoleView(Roles.PROGRAM_LEAD, List.of("pathway", "tracks", "reasons", "wouldChange"), "decisions"),
            new RoleView(Roles.HR_PARTNER, List.of("pathway", "tracks", "reasons", "wouldChange"), "decisions"),
            new RoleView(Roles.PARTICIPANT, List.of("givenName", "familyName"), "the other side of an open match"),
            new RoleView(Roles.PROVIDER, List.of("givenName", "familyName"), "the other side of an open match"));

    private FieldRegister() {}

    static List<RoleView> roles() {
        return ROLES;
    }

    /** What a purpose tells another service, while it holds. */
    static List<PurposeView> purposes() {
        return Arrays.stream(ProfileState.class.getPermittedSubclasses())
                .map(state -> {
                    var purpose = state.getAnnotation(Uses.class).value();
                    return new PurposeView(purpose, List.of(READERS.getOrDefault(purpose, "nobody")), fields(state));
                })
                .toList();
    }

    private static List<String> fields(Class<?> state) {
        return Arrays.stream(state.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(field -> !PLUMBING.contains(field))
                .toList();
    }

    /** The fields a purpose lets out, and the services that get them. */
    public record PurposeView(Purpose purpose, List<String> readers, List<String> fields) {}

    /** The fields people of a role can read, and where. */
    public record RoleView(String role, List<String> fields, String through) {}
}
