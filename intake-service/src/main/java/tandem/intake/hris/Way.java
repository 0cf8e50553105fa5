package tandem.intake.hris;

/** How a statement of HR reached us. It never decides what becomes of it. */
public enum Way {
    CLOUDEVENTS,
    SCIM,
    CSV
}
