package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.events.EventTypes;
import tandem.events.Pathway;
import tandem.events.Purpose;
import tandem.events.Trigger;

/** Whether somebody is burnt out is nobody's to know (R36): what has no field cannot be stored, told, measured or asked for. */
class SafetyTest {

    private static final Pattern TELLING =
            Pattern.compile("burn|health|safety|severe|referral|exhaust|distress", Pattern.CASE_INSENSITIVE);

    @Test
    void findsNoPlaceForAnAnswerInAnyContract() {
        var fields = EventTypes.all().values().stream()
                .flatMap(type -> Stream.ofNullable(type.getRecordComponents()).flatMap(Arrays::stream))
                .map(RecordComponent::getName);
        var codes = Stream.of(Trigger.values(), Pathway.values(), Purpose.values())
                .flatMap(Arrays::stream)
                .map(Enum::name);

        assertThat(Stream.of(fields, codes, EventTypes.all().keySet().stream()).flatMap(names -> names))
                .hasSizeGreaterThan(100)
                .noneMatch(name -> TELLING.matcher(name).find());
    }
}
