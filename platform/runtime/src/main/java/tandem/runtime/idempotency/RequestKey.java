package tandem.runtime.idempotency;

import java.util.Map;

/** What makes two requests the same one: the caller, the route and the key the caller chose. */
record RequestKey(String tenant, String actor, String route, String key) {

    static final int LENGTH_MAX = 255;

    /** Its values, by the names of its columns. */
    Map<String, String> columns() {
        return Map.of("tenant", tenant, "actor", actor, "route", route, "key", key);
    }

    /** The name of the lock that a request under way holds. */
    String lockName() {
        return String.join("\n", "tandem.idempotency", tenant, actor, route, key);
    }
}
