package tandem.simulator.client;

import java.util.Locale;

/** The four services. */
public enum Service {
    INTAKE,
    MATCHING,
    SESSION,
    ANALYTICS;

    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder and artifact of the service. */
    public String fullName() {
        return shortName() + "-service";
    }
}
