package tandem.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which port each part listens on. */
public record PortPlan(Map<String, Integer> ports) {
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String KAFKA_CONTROLLER = "kafka-controller";
    static final String KEYCLOAK = "keycloak";
    static final String MAIL = "mail";

    public PortPlan {
        ports = Map.copyOf(ports);
    }

    /** The usual ports, all shifted by the offset, each replaceable by {@code TANDEM_PORT_<PART>} of the environment. */
    public static PortPlan usual(int offset, Map<String, String> environment) {
        var plan = new LinkedHashMap<String, Integer>();
        usualPorts().forEach((part, port) -> {
            var chosen = environment.get(variable(part));
            plan.put(part, chosen == null ? port + offset : number(variable(part), chosen));
        });
        return new PortPlan(plan);
    }

    /** As {@link #usual(int, Map)}, with the offset of {@code TANDEM_PORT_OFFSET}. */
    public static PortPlan fromEnvironment() {
        var environment = System.getenv();
        var offset = environment.getOrDefault("TANDEM_PORT_OFFSET", "0");
        return usual(number("TANDEM_PORT_OFFSET", offset), environment);
    }

    /** Ports nobody uses now, for tests that run beside anything. */
    public static PortPlan free() {
        var plan = new LinkedHashMap<String, Integer>();
        usualPorts().keySet().forEach(part -> {
            var port = Ports.free();
            while (plan.containsValue(port)) {
                port = Ports.free();
            }
            plan.put(part, port);
        });
        return new PortPlan(plan);
    }

    public int of(Service service) {
        return of(service.id());
    }

    int of(String part) {
        return Objects.requireNonNull(ports.get(part), part);
    }

    /** Fails when another program listens on one of the ports, naming each and how to choose another. */
    void requireFree() {
        var taken = usualPorts().keySet().stream()
                .filter(part -> !Ports.isFree(of(part)))
                .map(part -> "Port %d for %s is taken. Free it, or choose another with %s=<port>."
                        .formatted(of(part), part, variable(part)))
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new PartFailed(taken
                    + "\nOr shift all ports with TANDEM_PORT_OFFSET=1000, which is ./tandem up --port-offset 1000.");
        }
    }

    private static Map<String, Integer> usualPorts() {
        var usual = new LinkedHashMap<String, Integer>();
        usual.put(POSTGRES, 15432);
        usual.put(KAFKA, 19092);
        usual.put(KAFKA_CONTROLLER, 19093);
        usual.put(KEYCLOAK, 8180);
        usual.put(MAIL, 12525);
        for (var service : Service.values()) {
            usual.put(service.id(), service.usualPort());
        }
        return usual;
    }

    private static String variable(String part) {
        return "TANDEM_PORT_" + part.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int number(String variable, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new PartFailed(variable + " is not a number: " + text, e);
        }
    }
}
