package tandem.local;

/** The four services: their names in databases and roles, their folders and their usual ports. */
public enum Service {
    INTAKE("intake", 8081),
    MATCHING("matching", 8082),
    SESSION("session", 8083),
    ANALYTICS("analytics", 8084);

    private final String id;
    private final int usualPort;

    Service(String id, int usualPort) {
        this.id = id;
        this.usualPort = usualPort;
    }

    /** The short name, which is also that of the database. */
    public String id() {
        return id;
    }

    /** The full name, which is also that of the folder and of the machine client. */
    public String fullName() {
        return id + "-service";
    }

    int usualPort() {
        return usualPort;
    }
}
