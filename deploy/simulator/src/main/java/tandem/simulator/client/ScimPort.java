package tandem.simulator.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.local.Service;

/**
 * An identity provider that pushes employees one by one. Each dialect asks whether there is a user before it posts one; Entra then
 * patches single attributes, deactivates with {@code "False"} and deletes, Okta puts the whole user and deactivates with {@code false}.
 */
public final class ScimPort {
    private static final String SOURCE = "/scim/v2/Users";
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String TANDEM = "urn:ietf:params:scim:schemas:extension:tandem:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/scim+json; charset=utf-8");

    private final Caller caller;
    private final Dialect dialect;
    private final String tenant;
    private final Receipts receipts;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** How a provider writes what it says. */
    public enum Dialect {
        ENTRA,
        OKTA
    }

    public ScimPort(Caller caller, Dialect dialect, String tenant, Receipts receipts) {
        this.caller = caller;
        this.dialect = dialect;
        this.tenant = tenant;
        this.receipts = receipts;
    }

    /** Creates a user, having asked whether there is one already. */
    public void create(EmployeeUpserted employee) {
        var filter = URLEncoder.encode("userName eq \"" + employee.email() + "\"", StandardCharsets.UTF_8);
        var found = caller.get(Service.INTAKE, SOURCE + "?filter=" + filter).expect(200);
        if (found.body().path("totalResults").asInt() != 0) {
            throw new StepFailed("There is a user already: " + employee.employeeNumber());
        }
        var answer = caller.post(Service.INTAKE, SOURCE, HEADERS, Json.bytes(user(employee)))
                .expect(201);
        ids.put(employee.employeeNumber(), answer.string("id"));
        keep(answer);
    }

    /** Says what is new about an employee, given what was said before. */
    public void change(EmployeeUpserted before, EmployeeUpserted after) {
        var path = path(after.employeeNumber());
        keep(
                switch (dialect) {
                    case ENTRA -> patch(path, differences(before, after));
                    case OKTA -> {
                        caller.get(Service.INTAKE, path).expect(200);
                        yield caller.put(Service.INTAKE, path, HEADERS, Json.bytes(user(after)))
                                .expect(200);
                    }
                });
    }

    /** A leave: {@code active} turned off. Entra deletes the user for good after that; Okta says it again, which must change nothing. */
    public void leave(String employeeNumber) {
        var path = path(employeeNumber);
        switch (dialect) {
            case ENTRA -> {
                keep(patch(path, List.of(Map.of("op", "Replace", "path", "active", "value", "False"))));
                caller.delete(Service.INTAKE, path).expect(204);
                caller.get(Service.INTAKE, path).expect(404);
            }
            case OKTA -> {
                var off = List.<Map<String, Object>>of(Map.of("op", "replace", "value", Map.of("active", false)));
                var left = patch(path, off);
                keep(left);
                if (!version(patch(path, off)).equals(version(left))) {
                    throw new StepFailed("A leave told twice was not recognised: " + employeeNumber);
                }
            }
        }
    }

    private Answer patch(String path, List<Map<String, Object>> operations) {
        return caller.patch(
                        Service.INTAKE,
                        path,
                        HEADERS,
                        Json.bytes(Map.of("schemas", List.of(PATCH), "Operations", operations)))
                .expect(200);
    }

    private String path(String employeeNumber) {
        return SOURCE + "/" + Objects.requireNonNull(ids.get(employeeNumber), employeeNumber);
    }

    /** The first part of the version names the statement that made it. */
    private void keep(Answer answer) {
        var statement = version(answer).replaceFirst("^W/\"", "").replaceFirst("\\..*$", "");
        receipts.accepted(Service.INTAKE, tenant, SOURCE, statement);
    }

    private static String version(Answer answer) {
        return answer.body().path("meta").path("version").asText();
    }

    private List<Map<String, Object>> differences(EmployeeUpserted before, EmployeeUpserted after) {
        var operations = new ArrayList<Map<String, Object>>();
        if (!Objects.equals(before.managerNumber(), after.managerNumber())) {
            operations.add(replace(ENTERPRISE + ":manager", manager(after)));
        }
        if (before.jobLevel() != after.jobLevel()) {
            operations.add(replace(TANDEM + ":jobLevel", Integer.toString(after.jobLevel())));
        }
        if (!Objects.equals(before.lastPromotedOn(), after.lastPromotedOn())) {
            operations.add(replace(TANDEM + ":lastPromotedOn", String.valueOf(after.lastPromotedOn())));
        }
        if (isOnLeave(before) != isOnLeave(after)) {
            operations.add(replace(TANDEM + ":onLeave", isOnLeave(after) ? "True" : "False"));
        }
        return operations;
    }

    private static Map<String, Object> replace(String path, @Nullable String value) {
        return Map.of("op", "Replace", "path", path, "value", Objects.requireNonNullElse(value, ""));
    }

    /** The manager's id where this provider knows one, else the employee number. */
    private @Nullable String manager(EmployeeUpserted employee) {
        var number = employee.managerNumber();
        return number == null ? null : ids.getOrDefault(number, number);
    }

    private static boolean isOnLeave(EmployeeUpserted employee) {
        return Boolean.TRUE.equals(employee.onLeave());
    }

    private Map<String, Object> user(EmployeeUpserted employee) {
        var place = new LinkedHashMap<String, Object>();
        place.put("employeeNumber", employee.employeeNumber());
        place.put("department", employee.department());
        if (employee.managerNumber() != null) {
            place.put("manager", Map.of("value", Objects.requireNonNull(manager(employee))));
        }
        var job = new LinkedHashMap<String, Object>();
        job.put("jobRole", employee.jobRole());
        job.put("jobLevel", employee.jobLevel());
        job.put("hiredOn", employee.hiredOn());
        if (employee.inRoleSince() != null) {
            job.put("inRoleSince", employee.inRoleSince());
        }
        if (employee.lastPromotedOn() != null) {
            job.put("lastPromotedOn", employee.lastPromotedOn());
        }
        job.put("onLeave", isOnLeave(employee));
        job.put("roleRisks", employee.roleRisks());
        var user = new LinkedHashMap<String, Object>();
        user.put("schemas", List.of(USER, ENTERPRISE, TANDEM));
        user.put("userName", employee.email());
        user.put("externalId", "idp-" + employee.employeeNumber());
        user.put(
                "name",
                Map.of(
                        "formatted", employee.givenName() + " " + employee.familyName(),
                        "givenName", employee.givenName(),
                        "familyName", employee.familyName()));
        user.put("displayName", employee.givenName() + " " + employee.familyName());
        user.put("active", true);
        user.put("emails", List.of(Map.of("value", employee.email(), "type", "work", "primary", true)));
        if (employee.timeZone() != null) {
            user.put("timezone", employee.timeZone());
        }
        user.put(ENTERPRISE, place);
        user.put(TANDEM, job);
        if (dialect == Dialect.ENTRA) {
            user.put("meta", Map.of("resourceType", "User"));
            user.put("roles", List.of());
        } else {
            user.put("groups", List.of());
            user.put("locale", "en-US");
        }
        return user;
    }
}
