package tandem.analytics.projection;

import tandem.events.Envelope;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;
import tandem.events.Purpose;

/** Whether a purpose holds for a person; the higher consent version is the later word. */
public record Consent(String tenant, PersonId person, Purpose purpose, long consentVersion, boolean granted)
        implements Fact<Consent> {

    static Consent of(Envelope<?> at, ConsentGranted e) {
        return new Consent(at.tenant(), e.person(), e.purpose(), e.consentVersion(), true);
    }

    static Consent of(Envelope<?> at, ConsentWithdrawn e) {
        return new Consent(at.tenant(), e.person(), e.purpose(), e.consentVersion(), false);
    }

    @Override
    public Consent join(Consent other) {
        if (consentVersion != other.consentVersion) {
            return consentVersion > other.consentVersion ? this : other;
        }
        return granted ? other : this; // one version that says both: the stricter
    }
}
