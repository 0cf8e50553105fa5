-- Metrics: one view each, private to the service; what leaves it leaves through metric.cells (R__suppression.sql).
create schema metric;

-- The settings of a question. now() is not among them: a figure is computed for an instant of programme time that whoever asks
-- names, and the same question about the same instant has the same answer.
create function metric.as_of() returns timestamptz
    language sql stable parallel safe
    return coalesce(nullif(current_setting('metric.as_of', true), '')::timestamptz, timestamptz '9999-12-31');

create function metric.now() returns timestamptz
    language sql stable parallel safe
    return least(current_setting('metric.now')::timestamptz, metric.as_of());

create function metric.today() returns date
    language sql stable parallel safe
    return (metric.now() at time zone 'utc')::date;

-- Evidence asked for by the question, above what the programme's policy asks.
create function metric.minimum_evidence() returns text
    language sql stable parallel safe
    return nullif(current_setting('metric.minimum_evidence', true), '');

-- Rank of an evidence tier, weakest first.
create function metric.tier(evidence text) returns integer
    language sql immutable parallel safe
    return array_position(array['INVITED', 'ACCEPTED', 'ONE_SIDE', 'BOTH_SIDES', 'PLATFORM'], evidence);

-- The Monday a day's week begins with.
create function metric.week(day date) returns date
    language sql immutable parallel safe
    return date_trunc('week', day::timestamp)::date;

create function metric.day(instant timestamptz) returns date
    language sql immutable parallel safe
    return (instant at time zone 'utc')::date;
