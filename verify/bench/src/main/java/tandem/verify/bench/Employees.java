package tandem.verify.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Employees without end, by number: what is sent one by one, in a file, or copied as rows is the same. */
final class Employees {

    static final String DEPARTMENT = "RESEARCH";
    static final String ROLE = "MANAGER";
    static final int LEVEL = 3;
    static final LocalDate HIRED = LocalDate.of(2020, 1, 6);
    static final LocalDate IN_ROLE = LocalDate.of(2024, 1, 8);

    private static final String HEADER =
            "employee,given_name,family_name,email,supervisor,status,department,role,level,hire_date,date_in_job,last_promotion,termination_date";

    private int next;

    /** The employee of a number; ten report to each. */
    record Employee(int place) {

        String number() {
            return "B" + place;
        }

        String givenName() {
            return "Given" + place;
        }

        String familyName() {
            return "Family" + place;
        }

        String email() {
            return "b" + place + "@acme.example";
        }

        String supervisor() {
            return "B" + place / 10;
        }
    }

    /** Another employee as an identity provider posts one. */
    byte[] user() {
        var employee = new Employee(next++);
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"%s","active":true,\
                "name":{"givenName":"%s","familyName":"%s"},"emails":[{"value":"%s","type":"work","primary":true}],\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"%s","department":"%s",\
                "manager":{"value":"%s"}},"urn:ietf:params:scim:schemas:extension:tandem:2.0:User":{"jobRole":"%s","jobLevel":%d,\
                "hiredOn":"%s","inRoleSince":"%s","lastPromotedOn":"%s"}}""".formatted(
                        employee.email(),
                        employee.number(),
                        employee.givenName(),
                        employee.familyName(),
                        employee.email(),
                        employee.number(),
                        DEPARTMENT,
                        employee.supervisor(),
                        ROLE,
                        LEVEL,
                        HIRED,
                        IN_ROLE,
                        IN_ROLE)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As many other employees as a file. */
    byte[] file(int rows) {
        int from = next;
        next += rows;
        return IntStream.range(from, next)
                .mapToObj(Employee::new)
                .map(employee -> String.join(
                        ",",
                        employee.number(),
                        employee.givenName(),
                        employee.familyName(),
                        employee.email(),
                        employee.supervisor(),
                        "A",
                        DEPARTMENT,
                        ROLE,
                        Integer.toString(LEVEL),
                        HIRED.toString(),
                        IN_ROLE.toString(),
                        IN_ROLE.toString(),
                        ""))
                .collect(Collectors.joining("\n", HEADER + "\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
