package tandem.analytics.publication;

import java.time.Instant;
import java.util.UUID;
import tandem.analytics.metric.MetricQueries.RemovedSince;

/**
 * Figures that were told together, as one is told about them.
 *
 * @param asOf the figures are as known then, the end of a week
 * @param dataAsOf when the latest event behind them became known
 * @param publishedAt programme time
 * @param expiresAt from then on it may be gone
 * @param figures how many cells there are, hidden ones included
 * @param suppressed how many of these are hidden
 * @param removedSince what was taken back since and may still count in it
 */
public record Publication(
        UUID id,
        Occasion occasion,
        Instant asOf,
        Instant dataAsOf,
        Instant publishedAt,
        Instant expiresAt,
        long figures,
        long suppressed,
        RemovedSince removedSince) {}
