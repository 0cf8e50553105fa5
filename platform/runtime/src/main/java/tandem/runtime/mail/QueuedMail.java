package tandem.runtime.mail;

import java.util.Map;
import java.util.UUID;
import tandem.events.PersonId;

/** A mail that is due to be sent. */
record QueuedMail(String tenant, UUID id, PersonId person, String template, Map<String, String> codes, int attempts) {}
