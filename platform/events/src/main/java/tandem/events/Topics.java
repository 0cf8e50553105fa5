package tandem.events;

import java.util.List;

/** The topics between the services, by name; `deploy/kafka/topics.yaml` is checked against this list. */
public final class Topics {

    /** State per person and purpose, compacted. */
    public static final String PROFILE = "tandem.profile";

    public static final String INTAKE = "tandem.intake";
    public static final String MATCHING = "tandem.matching";
    public static final String SESSION = "tandem.session";
    public static final String IMPACT = "tandem.impact";

    public static final List<String> ALL = List.of(PROFILE, INTAKE, MATCHING, SESSION, IMPACT);

    private Topics() {}
}
