package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.verify.clients.CloudEventsSdk.Request;

/** HR data posted with the official JavaScript SDK of CloudEvents, and what it is told became of each event. */
class CloudEventsSdkIT {
    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void learnsWhatBecameOfAnEvent(String mode) {
        var id = mode + "-1";
        var answers = send(
                new Request(mode, event(id, employee("SDK-" + mode, 3))),
                new Request(mode, event(id, employee("SDK-" + mode, 3))),
                new Request(mode, event(id, employee("SDK-" + mode, 4))),
                new Request(mode, event(mode + "-2", employee("SDK-" + mode, 99))));

        assertThat(answers).extracting(answer -> answer.path("status").asInt()).containsExactly(202, 200, 409, 422);
        assertThat(answers.get(0).at("/body/status").asText()).isEqualTo("accepted");
        assertThat(answers.get(0).at("/body/id").asText()).isEqualTo(id);
        assertThat(answers.get(1).at("/body/status").asText()).isEqualTo("duplicate");
        assertThat(answers.get(2).at("/body/type").asText()).isEqualTo("/problems/event-conflict");
        assertThat(answers.get(2).path("mediaType").asText()).startsWith("application/problem+json");
        assertThat(answers.get(3).at("/body/errors/0/pointer").asText()).isEqualTo("/data/jobLevel");
    }

    @Test
    void learnsWhatBecameOfEachEventOfABatch() {
        var answer = send(new Request(
                        "batched",
                        List.of(
                                event("batched-1", employee("SDK-batched", 3)),
                                event("batched-1", employee("SDK-batched", 3)),
                                event("batched-1", employee("SDK-batched", 4)),
                                event("batched-2", employee("SDK-batched", 99)))))
                .getFirst();

        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("body"))
                .extracting(outcome -> outcome.path("status").asText())
                .containsExactly("accepted", "duplicate", "conflict", "rejected");
        assertThat(answer.at("/body/3/problem/errors/0/pointer").asText()).isEqualTo("/data/jobLevel");
    }

    @Test
    void isToldWhenItsTokenIsNone() {
        var answer = send("no token", new Request("binary", event("stranger-1", employee("SDK-stranger", 3))))
                .getFirst();

        assertThat(answer.path("status").asInt()).isEqualTo(401);
        assertThat(answer.at("/body/type").asText()).isEqualTo("/problems/unauthenticated");
    }

    private static Map<String, Object> event(String id, Map<String, Object> data) {
        return Map.of(
                "id", id,
                "source", "/hris/acme/node",
                "type", "tandem.hr.employee-upserted.v1",
                "time", "2026-01-05T09:00:00.000Z",
                "data", data);
    }

    private static Map<String, Object> employee(String number, int jobLevel) {
        var employee = new LinkedHashMap<String, Object>();
        employee.put("employeeNumber", number);
        employee.put("givenName", "Jürgen");
        employee.put("familyName", "Ødegård");
        employee.put("email", number + "@acme.example");
        employee.put("department", "RESEARCH");
        employee.put("jobRole", "MANAGER");
        employee.put("jobLevel", jobLevel);
        employee.put("hiredOn", "2024-01-08");
        employee.put("roleRisks", List.of());
        employee.put("effectiveOn", "2026-01-05");
        return employee;
    }

    private static List<JsonNode> send(Request... requests) {
        return send(ClientPlatform.hrToken(), requests);
    }

    private static List<JsonNode> send(String token, Request... requests) {
        return CloudEventsSdk.send(ClientPlatform.intake() + "/v1/events", token, requests);
    }
}
