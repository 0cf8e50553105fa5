package tandem.simulator.play;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tandem.events.SponsorActionKind;
import tandem.local.Service;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Parallel;

/** What mentors do for their mentees beyond talking: they commit, most of them act, and a third party confirms some of it. */
final class Sponsorship {
    private final Company company;
    private final Timeline timeline;
    private final Draw draw;
    private final Caller thirdParty;
    private final Map<UUID, UUID> open = new ConcurrentHashMap<>();

    Sponsorship(Company company, Timeline timeline, Draw draw, Caller thirdParty) {
        this.company = company;
        this.timeline = timeline;
        this.draw = draw;
        this.thirdParty = thirdParty;
    }

    void commit(int day) {
        Parallel.each(company.engagements(), engagement -> {
            if (isSponsored(engagement)) {
                var kinds = SponsorActionKind.values();
                var kind = kinds[
                        draw.about("kind", engagement.leader().email(), day).nextInt(kinds.length)];
                var due = timeline.day(day).plusWeeks(5);
                open.put(engagement.id(), engagement.provider().seat().commit(engagement.id(), kind, due));
                company.tallies().add(Count.SPONSOR_ACTIONS_COMMITTED);
            }
        });
    }

    /** Five out of six take what they committed to; two thirds of it is confirmed, without an account. */
    void take(int day) {
        Parallel.each(company.engagements(), engagement -> {
            var action = open.remove(engagement.id());
            var luck = draw.about("take", engagement.leader().email(), day).nextInt(6);
            if (action != null && isSponsored(engagement) && luck > 0) {
                var token = engagement.provider().seat().take(action, timeline.day(day - 1));
                company.tallies().add(Count.SPONSOR_ACTIONS_TAKEN);
                if (luck > 1) {
                    thirdParty
                            .post(Service.SESSION, "/v1/confirmations/" + token, Map.of("confirmed", true))
                            .expect(200, 204);
                    company.tallies().add(Count.SPONSOR_ACTIONS_CONFIRMED);
                }
            }
        });
    }

    private static boolean isSponsored(Company.Engagement engagement) {
        return engagement.term().sponsored() && engagement.meetings().stream().noneMatch(Meeting::isOver);
    }
}
