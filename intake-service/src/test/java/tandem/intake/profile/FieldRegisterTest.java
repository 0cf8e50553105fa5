package tandem.intake.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.intake.profile.FieldRegister.PurposeView;

class FieldRegisterTest {

    @Test
    void namesAReaderForEveryStateThatIsTold() {
        assertThat(FieldRegister.purposes())
                .hasSameSizeAs(ProfileState.class.getPermittedSubclasses())
                .allSatisfy(view -> assertThat(view.readers()).doesNotContain("nobody"));
    }

    @Test
    void listsEveryFieldOfTheRecordsThemselves() {
        assertThat(FieldRegister.purposes())
                .filteredOn(view -> view.purpose() == Purpose.IMPACT)
                .singleElement()
                .extracting(PurposeView::fields)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactly("department", "jobRole", "level", "tenureMonths", "lastPromotedOn");
    }

    @Test
    void holdsNoNameAndNoAddress() {
        assertThat(FieldRegister.purposes())
                .flatExtracting(PurposeView::fields)
                .noneMatch(field -> field.toLowerCase(Locale.ROOT).contains("name") || field.contains("mail"));
    }
}
