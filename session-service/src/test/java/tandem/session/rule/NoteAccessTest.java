package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Party;
import tandem.events.Track;

class NoteAccessTest {
    private static final UUID NOTE = UUID.randomUUID();

    @Test
    void givesNobodyAPartByBeingTheLeaderOrSomebodyElse() {
        assertThat(NoteAccess.parts(Optional.of(Party.LEADER), Track.COACHING, false, false))
                .isEmpty();
        assertThat(NoteAccess.parts(Optional.empty(), Track.MENTORING, false, false))
                .isEmpty();
    }

    @Test
    void givesTheProviderThePartOfItsOwnTrackAlone() {
        assertThat(NoteAccess.parts(Optional.of(Party.PROVIDER), Track.COACHING, false, false))
                .containsExactly(Recipient.COACH);
        assertThat(NoteAccess.parts(Optional.of(Party.PROVIDER), Track.MENTORING, false, false))
                .containsExactly(Recipient.MENTOR);
    }

    @Test
    void opensNothingByDefault() {
        assertThat(NoteAccess.permission(NOTE, Set.of(Recipient.values()), List.of()))
                .isEmpty();
    }

    @Test
    void opensOneNoteToOnePart() {
        var allowed = List.of(item("NOTE", Recipient.HR_PARTNER, NOTE));

        assertThat(NoteAccess.permission(NOTE, Set.of(Recipient.HR_PARTNER), allowed))
                .contains(allowed.getFirst());
        assertThat(NoteAccess.permission(NOTE, Set.of(Recipient.COACH, Recipient.SPONSOR), allowed))
                .isEmpty();
        assertThat(NoteAccess.permission(UUID.randomUUID(), Set.of(Recipient.HR_PARTNER), allowed))
                .isEmpty();
    }

    @Test
    void opensNothingByAPermissionForEverythingOrForAnotherField() {
        assertThat(NoteAccess.permission(
                        NOTE,
                        Set.of(Recipient.HR_PARTNER),
                        List.of(item("NOTE", Recipient.HR_PARTNER, null), item("GOALS", Recipient.HR_PARTNER, NOTE))))
                .isEmpty();
    }

    private static ConsentItem item(String field, Recipient recipient, @Nullable UUID about) {
        return new ConsentItem(field, recipient, about);
    }
}
