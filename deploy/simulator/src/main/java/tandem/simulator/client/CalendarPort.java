package tandem.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tandem.local.Service;

/** What a calendar integration does: passes on the messages that people's calendar programs write. */
public record CalendarPort(Caller caller) {

    /** The outcome per component, in the order of the message. */
    public List<JsonNode> deliver(String owner, String message) {
        return post(owner, message).expect(200).rows("outcomes");
    }

    public Answer post(String owner, String message) {
        return caller.post(
                Service.SESSION,
                "/v1/calendar-messages?owner=" + URLEncoder.encode(owner, StandardCharsets.UTF_8),
                Map.of("Content-Type", "text/calendar; charset=utf-8"),
                message.getBytes(StandardCharsets.UTF_8));
    }
}
