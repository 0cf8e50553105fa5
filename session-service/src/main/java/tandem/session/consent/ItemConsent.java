package tandem.session.consent;

import tandem.events.ConsentItem;

/**
 * An item somebody allows, with what it can be found by in the register of consents: the version that the receipt of intake-service
 * names too.
 */
public record ItemConsent(ConsentItem item, long consentVersion, String textVersion) {}
