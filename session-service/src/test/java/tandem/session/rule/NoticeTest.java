package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Instant START = Instant.parse("2030-01-08T10:00:00Z");

    @Test
    void takesACancellationWithExactlyTheNoticeAsInTime() {
        assertThat(Notice.isLate(START, Instant.parse("2030-01-07T10:00:00Z"), 24))
                .isFalse();
    }

    @Test
    void takesACancellationASecondLaterAsLate() {
        assertThat(Notice.isLate(START, Instant.parse("2030-01-07T10:00:01Z"), 24))
                .isTrue();
    }

    @Test
    void takesACancellationAfterTheStartAsLateWhateverTheNotice() {
        assertThat(Notice.isLate(START, START.plusSeconds(1), 0)).isTrue();
    }
}
