package tandem.session.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem.Recipient;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.tenant.Tenants;
import tandem.session.consent.Consents;
import tandem.session.consent.ItemConsent;
import tandem.session.engagement.EngagementQueries;
import tandem.session.engagement.Engagements;
import tandem.session.handoff.HandOffContent.GoalsMet;
import tandem.session.handoff.HandOffContent.OpenStep;
import tandem.session.rule.HandOffItem;

/** Reads hand-offs, and what a coaching has to hand over. */
@ApplicationScoped
public class HandOffQueries {

    private static final TypeReference<TreeMap<String, JsonNode>> ITEMS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final HandOffs handOffs;
    private final Engagements engagements;
    private final EngagementQueries seen;
    private final Consents consents;
    private final ObjectMapper json;

    HandOffQueries(
            Jdbi jdbi,
            Tenants tenants,
            HandOffs handOffs,
            Engagements engagements,
            EngagementQueries seen,
            Consents consents,
            ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.handOffs = handOffs;
        this.engagements = engagements;
        this.seen = seen;
        this.consents = consents;
        this.json = json;
    }

    /**
     * A hand-off as the two sides of the coaching see it.
     *
     * @param awaiting details that are offered and that the leader does not allow to be handed over now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HandOffView(
            EngagementId engagement, HandOff.State state, HandOffContent items, List<String> awaiting) {}

    /**
     * A hand-off as the two sides of the mentoring see it.
     *
     * @param contentSha256 of the canonical JSON that was received, in hexadecimal; what is struck later does not change it
     * @param reliedOn the consents the details rest on, as the leader's receipts name them
     * @param struck details the leader took back since
     */
    public record ReceivedView(
            EngagementId engagement,
            Instant receivedAt,
            HandOffContent items,
            String contentSha256,
            List<ReliedOn> reliedOn,
            List<String> struck) {}

    /** A consent an item was carried under. */
    public record ReliedOn(String field, Recipient recipient, long consentVersion) {}

    /** The hand-off of a coaching, for its two sides. */
    @Transactional
    public HandOffView handOff(EngagementId coaching, PersonId side) {
        seen.requireSeen(coaching, side);
        var handOff = handOffs.get(coaching);
        var leader = engagements.get(coaching).leader();
        var offered = handOff.content() == null ? offered(handOff) : items(handOff.content());
        var allowed = allowed(leader, coaching).stream()
                .map(consent -> consent.item().field())
                .toList();
        var awaiting = offered.keySet().stream()
                .filter(name ->
                        HandOffItem.of(name).filter(HandOffItem::isDetail).isPresent())
                .filter(name -> !allowed.contains(name))
                .toList();
        return new HandOffView(coaching, handOff.state(), content(offered), awaiting);
    }

    /** What the mentor received, for the two sides of the mentoring. */
    @Transactional
    public ReceivedView received(EngagementId mentoring, PersonId side) {
        seen.requireSeen(mentoring, side);
        return handOffs.receivedIn(mentoring)
                .map(handOff -> handOff.received(
                        content(items(String.valueOf(handOff.content()))), reliedOn(handOff.reliedOn())))
                .orElseThrow(HandOffs::unknown);
    }

    /** What the coach offers, with the counts as they are now. */
    SortedMap<String, JsonNode> offered(HandOff handOff) {
        var offered = new TreeMap<String, Object>();
        offered.put(HandOffItem.TOPICS.name(), handOff.topics());
        offered.put(HandOffItem.CONTINUE_WITH.name(), handOff.continueWith());
        offered.put(HandOffItem.SPONSOR_ASKS.name(), handOff.sponsorAsks());
        jdbi.useHandle(handle -> {
            offered.put(HandOffItem.SESSIONS_HELD.name(), sessions(handle, handOff.engagement(), "HELD"));
            offered.put(HandOffItem.STEPS_COMPLETED.name(), stepsCompleted(handle, handOff.engagement()));
            handOff.details().stream()
                    .flatMap(name -> HandOffItem.of(name).stream())
                    .forEach(item -> detail(handle, handOff.engagement(), item, offered));
        });
        var tree = new TreeMap<String, JsonNode>();
        offered.forEach((name, value) -> tree.put(name, json.valueToTree(value)));
        return tree;
    }

    /** The consents a hand-off to a mentor can rest on. */
    List<ItemConsent> allowed(PersonId leader, EngagementId coaching) {
        return consents.items(leader, Purpose.HANDOFF_DETAIL, coaching.value()).stream()
                .filter(consent -> consent.item().recipient() == Recipient.MENTOR)
                .toList();
    }

    SortedMap<String, JsonNode> items(String content) {
        try {
            return json.readValue(content, ITEMS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A hand-off is JSON", e);
        }
    }

    /** Canonical: keys in order, no space. */
    String canonical(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A hand-off is JSON", e);
        }
    }

    private void detail(Handle handle, EngagementId engagement, HandOffItem item, Map<String, Object> offered) {
        switch (item) {
            case OPEN_STEPS -> offered.put(item.name(), openSteps(handle, engagement));
            case SESSIONS_MISSED -> offered.put(item.name(), sessions(handle, engagement, "MISSED"));
            case GOALS_MET -> {
                var met = goalsMet(handle, engagement);
                if (met != null) {
                    offered.put(item.name(), met);
                }
            }
            case TOPICS, CONTINUE_WITH, SPONSOR_ASKS, SESSIONS_HELD, STEPS_COMPLETED -> {}
        }
    }

    private int sessions(Handle handle, EngagementId engagement, String state) {
        return handle.createQuery("""
                        select count(*) from sessions
                         where tenant = :tenant and engagement = :engagement and state = :state
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("state", state)
                .mapTo(Integer.class)
                .one();
    }

    private int stepsCompleted(Handle handle, EngagementId engagement) {
        return handle.createQuery("""
                        select count(*) from action_items
                         where tenant = :tenant and engagement = :engagement and state = 'COMPLETED'
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .mapTo(Integer.class)
                .one();
    }

    private List<OpenStep> openSteps(Handle handle, EngagementId engagement) {
        return handle.createQuery("""
                        select action, owner, due_on from action_items
                         where tenant = :tenant and engagement = :engagement and state = 'AGREED'
                         order by due_on, id
                         limit 50
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> new OpenStep(
                        row.getString("action"),
                        Party.valueOf(row.getString("owner")),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    private @Nullable GoalsMet goalsMet(Handle handle, EngagementId engagement) {
        return handle.createQuery("""
                        select goals_met, goals from closing_reviews
                         where tenant = :tenant and engagement = :engagement and party = 'PROVIDER'
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> new GoalsMet(row.getInt("goals_met"), row.getInt("goals")))
                .findOne()
                .orElse(null);
    }

    private HandOffContent content(SortedMap<String, JsonNode> items) {
        return json.convertValue(items, HandOffContent.class);
    }

    private List<ReliedOn> reliedOn(@Nullable String consents) {
        try {
            return consents == null ? List.of() : json.readValue(consents, new TypeReference<List<ReliedOn>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a hand-off relies on is JSON", e);
        }
    }
}
