package tandem.runtime.mail;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tandem.events.PersonId;

/** A mail that is due to be sent. */
record QueuedMail(String tenant, UUID id, PersonId person, String template, Map<String, String> codes, int attempts) {

    /** Whom it is about; empty where it is about nobody in particular. */
    Optional<PersonId> about() {
        return Optional.ofNullable(codes.get(Mailer.ABOUT)).map(PersonId::of);
    }

    /** Everybody whose name it takes to write it. */
    Stream<PersonId> people() {
        return Stream.concat(Stream.of(person), about().stream());
    }
}
