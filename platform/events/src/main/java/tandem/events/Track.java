package tandem.events;

/** The two services Tandem keeps apart (R1). */
public enum Track {
    /** Short and medium term: performance and behaviour. */
    COACHING,
    /** Long term: career, sponsorship, tacit knowledge. */
    MENTORING
}
