package tandem.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tandem.local.Service;

/**
 * One source of CloudEvents: posts to a service in any of the three modes, or as a stream, and keeps what was accepted, so that an auditor can ask
 * for all of it afterwards. An event that is refused fails the step.
 */
public final class EventPort {
    private static final int BATCH = 500;

    private final Caller caller;
    private final Service service;
    private final String tenant;
    private final Receipts receipts;

    public EventPort(Caller caller, Service service, String tenant, Receipts receipts) {
        this.caller = caller;
        this.service = service;
        this.tenant = tenant;
        this.receipts = receipts;
    }

    /** Batched mode, in order, at most 500 a request. */
    public void batch(List<InboundEvent> events) {
        for (var from = 0; from < events.size(); from += BATCH) {
            var part = events.subList(from, Math.min(from + BATCH, events.size()));
            var answer = caller.post(
                            service,
                            "/v1/events",
                            Map.of("Content-Type", "application/cloudevents-batch+json"),
                            Json.bytes(part.stream().map(EventPort::structure).toList()))
                    .expect(200, 202, 207);
            var outcomes = outcomes(answer);
            if (outcomes.size() != part.size()) {
                throw new StepFailed("A batch of %d events got %d outcomes: %s"
                        .formatted(part.size(), outcomes.size(), answer.text()));
            }
            for (var i = 0; i < part.size(); i++) {
                if (!outcomes.get(i).path("status").asText().equals("accepted")) {
                    throw new StepFailed("%s %s was not accepted: %s"
                            .formatted(part.get(i).type(), part.get(i).id(), outcomes.get(i)));
                }
                receipts.accepted(service, tenant, part.get(i));
            }
        }
    }

    /** A stream: an event to a line, and a line for an answer to each, in their order. */
    public void stream(List<InboundEvent> events) {
        var lines =
                events.stream().map(event -> Json.text(structure(event)) + "\n").collect(Collectors.joining());
        var answers = caller.post(
                        service,
                        "/v1/events",
                        Map.of("Content-Type", "application/x-ndjson"),
                        lines.getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .text()
                .lines()
                .toList();
        if (answers.size() != events.size()) {
            throw new StepFailed(
                    "A stream of %d events got %d answers: %s".formatted(events.size(), answers.size(), answers));
        }
        for (var i = 0; i < events.size(); i++) {
            var answer = Json.read(answers.get(i));
            if (answer.path("line").asInt() != i + 1
                    || !answer.path("status").asText().equals("accepted")) {
                throw new StepFailed("%s %s was not accepted: %s"
                        .formatted(events.get(i).type(), events.get(i).id(), answer));
            }
            receipts.accepted(service, tenant, events.get(i));
        }
    }

    /** Structured mode: the whole event is the body. */
    public void structured(InboundEvent event) {
        caller.post(
                        service,
                        "/v1/events",
                        Map.of("Content-Type", "application/cloudevents+json"),
                        Json.bytes(structure(event)))
                .expect(202);
        receipts.accepted(service, tenant, event);
    }

    /** Binary mode: the attributes are headers. */
    public void binary(InboundEvent event) {
        caller.post(service, "/v1/events", headers(event), Json.bytes(event.data()))
                .expect(202);
        receipts.accepted(service, tenant, event);
    }

    /** Sends an event again, as a source that missed the answer does; it must be recognised. */
    public void again(InboundEvent event) {
        var answer = caller.post(service, "/v1/events", headers(event), Json.bytes(event.data()))
                .expect(200);
        if (!answer.text().contains("duplicate")) {
            throw new StepFailed("A repeated event was not recognised: " + answer.text());
        }
    }

    private static Map<String, String> headers(InboundEvent event) {
        return Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", event.id(),
                "ce-source", event.source(),
                "ce-type", event.type(),
                "ce-time", event.time().toString());
    }

    private static Map<String, Object> structure(InboundEvent event) {
        var structure = new LinkedHashMap<String, Object>();
        structure.put("specversion", "1.0");
        structure.put("id", event.id());
        structure.put("source", event.source());
        structure.put("type", event.type());
        structure.put("time", event.time().toString());
        structure.put("datacontenttype", "application/json");
        structure.put("data", Json.tree(event.data()));
        return structure;
    }

    private static List<JsonNode> outcomes(Answer answer) {
        var outcomes = answer.body().isArray() ? answer.body() : answer.body().path("outcomes");
        return new ArrayList<>(
                StreamSupport.stream(outcomes.spliterator(), false).toList());
    }
}
