package tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {

    /** What a topic may never carry, as the words a field with it would be called by. */
    private static final Set<String> PERSONAL = Set.of(
            "name", "mail", "address", "phone", "text", "note", "title", "description", "comment", "birth", "gender");

    static Stream<Class<?>> eventsOnTopics() {
        return EventTypes.all().values().stream().filter(TandemEvent.class::isAssignableFrom);
    }

    @Test
    void derivesTheTypeFromWhereTheRecordStands() {
        assertThat(EventTypes.typeOf(IntakeEvent.ConsentGranted.class)).isEqualTo("tandem.intake.consent-granted.v1");
        assertThat(EventTypes.typeOf(ProfileState.MatchingProfile.class))
                .isEqualTo("tandem.profile.matching-profile.v1");
        assertThat(EventTypes.typeOf(tandem.events.input.DeliveryInput.KpiObserved.class))
                .isEqualTo("tandem.delivery.kpi-observed.v1");
    }

    @Test
    void findsTheRecordOfATypeAndNothingForAnUnknownOne() {
        assertThat(EventTypes.recordOf("tandem.session.session-held.v1")).contains(SessionEvent.SessionHeld.class);
        assertThat(EventTypes.recordOf("tandem.session.session-held.v9")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eventsOnTopics")
    void publishesEveryEventForAPurpose(Class<?> event) {
        assertThat(event.isAnnotationPresent(Uses.class)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("eventsOnTopics")
    void carriesNoPersonalFieldOnATopic(Class<?> event) {
        List<String> personal = Stream.of(event.getRecordComponents())
                .map(component -> component.getName().toLowerCase(Locale.ROOT))
                .filter(field -> PERSONAL.stream().anyMatch(field::contains))
                .filter(field -> !field.equals("textversion"))
                .toList();

        assertThat(personal).isEmpty();
    }
}
