package tandem.local;

/** What PostgreSQL promises about a commit. Anything that measures, kills or keeps data needs {@link #REAL}. */
public enum Durability {
    /** A commit is on disk; asserted after every start. */
    REAL("on"),
    /** Fast and forgetful, for tests that neither kill nor measure. */
    NONE("off");

    private final String setting;

    Durability(String setting) {
        this.setting = setting;
    }

    String setting() {
        return setting;
    }
}
