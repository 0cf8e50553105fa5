package tandem.simulator.play;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tandem.events.ProgrammeId;
import tandem.events.input.DeliveryInput;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.world.Leader;

/**
 * What delivery tools post every week: milestones on schedule per leader and decision latency for the programme. The effect is
 * planted, and the demo says so wherever it shows a figure of these.
 */
final class Delivery {
    static final String LEADER_KPI = "MILESTONES_ON_SCHEDULE";
    static final String PROGRAMME_KPI = "DECISION_LATENCY_DAYS";
    static final double POINTS_PER_WEEK = 0.6;
    static final double DAYS_PER_WEEK = -0.08;
    static final int FIRST_WEEK_OF_EFFECT = 8;

    private final EventPort port;
    private final String source;
    private final Draw draw;

    Delivery(EventPort port, String tenant, Draw draw) {
        this.port = port;
        this.source = "/delivery/" + tenant;
        this.draw = draw;
    }

    /** The figures of a week; returns how many were posted. */
    int post(ProgrammeId programme, List<Leader> leaders, int week, LocalDate on, Instant now) {
        var events = new ArrayList<InboundEvent>();
        events.add(new InboundEvent(
                source,
                PROGRAMME_KPI + "-" + week,
                now,
                new DeliveryInput.KpiObserved(programme, null, PROGRAMME_KPI, latency(week), on)));
        for (var leader : leaders) {
            events.add(new InboundEvent(
                    source,
                    LEADER_KPI + "-" + leader.number() + "-" + week,
                    now,
                    new DeliveryInput.KpiObserved(
                            programme, leader.number(), LEADER_KPI, milestones(leader, week), on)));
        }
        port.batch(events);
        return events.size();
    }

    private BigDecimal latency(int week) {
        return rounded(9
                + DAYS_PER_WEEK * weeksOfEffect(week)
                + draw.about(PROGRAMME_KPI, week).nextGaussian() * 0.3);
    }

    private BigDecimal milestones(Leader leader, int week) {
        var own = 62 + draw.about("baseline", leader.number()).nextGaussian() * 5;
        var noise = draw.about(LEADER_KPI, leader.number(), week).nextGaussian() * 3;
        return rounded(Math.clamp(own + POINTS_PER_WEEK * weeksOfEffect(week) + noise, 0, 100));
    }

    private static int weeksOfEffect(int week) {
        return Math.max(0, week - FIRST_WEEK_OF_EFFECT + 1);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
