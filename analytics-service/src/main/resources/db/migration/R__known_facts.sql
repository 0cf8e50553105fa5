-- The facts as known at metric.as_of(): the one place where versions are chosen. Every metric view reads these and no table.
create or replace view metric.programme with (security_invoker = true) as
    select * from public.programmes where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.participant with (security_invoker = true) as
    select * from public.participants where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.employment with (security_invoker = true) as
    select * from public.employments where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.consent with (security_invoker = true) as
    select * from public.consents where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.provider with (security_invoker = true) as
    select * from public.providers where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.match with (security_invoker = true) as
    select * from public.matches where known_from <= metric.as_of() and known_to > metric.as_of();

-- An engagement counts from the moment its start is known.
create or replace view metric.engagement with (security_invoker = true) as
    select * from public.engagements
    where known_from <= metric.as_of() and known_to > metric.as_of() and track is not null;

create or replace view metric.session with (security_invoker = true) as
    select * from public.sessions where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.attended with (security_invoker = true) as
    select * from public.attendances where known_from <= metric.as_of() and known_to > metric.as_of() and attended;

create or replace view metric.sponsor_action with (security_invoker = true) as
    select * from public.sponsor_actions where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.action_item with (security_invoker = true) as
    select * from public.action_items
    where known_from <= metric.as_of() and known_to > metric.as_of() and due_on is not null;

create or replace view metric.confidence_rating with (security_invoker = true) as
    select * from public.confidences where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.session_topic with (security_invoker = true) as
    select * from public.session_topics where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.check_in with (security_invoker = true) as
    select * from public.check_ins where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.check_in_answer with (security_invoker = true) as
    select * from public.check_in_answers where known_at <= metric.as_of();

create or replace view metric.case_entry with (security_invoker = true) as
    select * from public.case_entries where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.closing_review with (security_invoker = true) as
    select * from public.closing_reviews where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.hand_off with (security_invoker = true) as
    select * from public.hand_offs where known_from <= metric.as_of() and known_to > metric.as_of();

-- Fewer raters could tell each other apart: nothing is counted of their answers, whatever a programme's threshold.
create or replace function metric.raters_least() returns integer
    language sql immutable parallel safe
    return 3;

-- Whose figures may stand on what is told for IMPACT: leaders who allow it, as far as anybody can still tell.
create or replace view metric.impact_allowed with (security_invoker = true) as
    select c.tenant, c.person
    from metric.consent c
    where c.purpose = 'IMPACT' and c.granted
      and not exists (select from public.erasures x where x.tenant = c.tenant and x.erased_as = c.person);

create or replace view metric.network_seat with (security_invoker = true) as
    select * from public.network_seats where known_from <= metric.as_of() and known_to > metric.as_of();

-- Requests to remove something and what each service reported about them, each with its instant on both clocks.
create or replace view metric.removal with (security_invoker = true) as
    select * from public.removals where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.removal_report with (security_invoker = true) as
    select * from public.removal_reports where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.outcome with (security_invoker = true) as
    select * from public.outcomes where known_at <= metric.as_of();

-- When somebody was not employed: from the day after an end until a return, if there was one. Of two ends in a row the later told counts.
create or replace view metric.absence with (security_invoker = true) as
    select tenant, person, changed_on as ended_on, case when next = 'RETURNED' then next_on end as returned_on
    from (
        select tenant, person, change, changed_on, lead(change) over told as next, lead(changed_on) over told as next_on
        from metric.employment
        where change in ('ENDED', 'RETURNED')
        window told as (partition by tenant, person order by sequence)
    ) changes
    where change = 'ENDED' and next is distinct from 'ENDED';

-- Promotions as HR told them, by outcome or by the employee's data.
create or replace view metric.promotion with (security_invoker = true) as
    select tenant, person, observed_on as promoted_on from metric.outcome where kind = 'PROMOTION'
    union
    select tenant, person, changed_on from metric.employment where change = 'PROMOTED';

-- When each leader's track began: follow-up counts from here. Peers, reverse mentors and managers who coach stand beside the
-- tracks (R20, R21) and begin none; who is coached in a group is coached.
create or replace view metric.kick_off with (security_invoker = true) as
    select tenant, programme, track, leader as person, min(starts_on) as began_on
    from metric.engagement
    where coalesce(kind, 'STANDARD') not in ('PEER', 'REVERSE', 'MANAGER_AS_COACH')
    group by tenant, programme, track, leader;

-- Session counters by programme, track and week: the rollup of engagements, with their programme and track.
create or replace view metric.session_week with (security_invoker = true) as
    select w.tenant, e.programme, e.track, w.week,
           sum(w.scheduled)::bigint as scheduled, sum(w.held)::bigint as held, sum(w.missed)::bigint as missed,
           sum(w.cancelled)::bigint as cancelled, sum(w.cancelled_late)::bigint as cancelled_late
    from public.session_weeks w
    join public.engagements e on e.tenant = w.tenant and e.engagement = w.engagement and e.known_to = 'infinity'
    where e.track is not null
    group by w.tenant, e.programme, e.track, w.week;

-- Rollups against what they must be; no row, no difference. For auditors: reads every tenant the caller may see.
create or replace function metric.rollup_differences()
    returns table (rollup text, key text, expected text, actual text)
    language sql stable
as $$
    with counted as (
        select tenant, topic, type, (time at time zone 'utc')::date as day, count(*) as events
        from public.ledger group by 1, 2, 3, 4
    ), kept as (
        select tenant, topic, type, day, sum(events) as events from public.event_counts group by 1, 2, 3, 4
    )
    select 'event_counts', concat_ws(' ', tenant, topic, type, day), c.events::text, k.events::text
    from counted c full join kept k using (tenant, topic, type, day)
    where c.events is distinct from k.events
    union all
    select 'session_weeks', concat_ws(' ', tenant, engagement, week), c.counts::text, k.counts::text
    from (
        select tenant, engagement, metric.week(metric.day(starts_at)) as week,
               row(count(*) filter (where state = 'SCHEDULED'), count(*) filter (where state = 'HELD'),
                   count(*) filter (where state = 'MISSED'), count(*) filter (where state = 'CANCELLED'),
                   count(*) filter (where state = 'CANCELLED_LATE')) as counts
        from public.sessions
        where known_to = 'infinity' and state is not null and starts_at is not null
        group by 1, 2, 3
    ) c
    full join (
        select tenant, engagement, week, row(scheduled, held, missed, cancelled, cancelled_late) as counts
        from public.session_weeks
        where (scheduled, held, missed, cancelled, cancelled_late) <> (0, 0, 0, 0, 0)
    ) k using (tenant, engagement, week)
    where c.counts is distinct from k.counts
$$;

-- What is due at the end of an engagement and whether it is there (R122, W14, W22): the review of each side from four weeks before the
-- planned end, what a coach hands over where a mentor has begun, and the mentor's own answers whenever a story was asked for. Who ended
-- early for another reason than being done owes nothing. Peers and reverse mentors stand beside the tracks.
create or replace view metric.closing_artefact with (security_invoker = true) as
    with closing as (
        select tenant, engagement, programme, track, leader, least(planned_end_on, ended_on) as ends_on
        from metric.engagement
        where coalesce(kind, 'STANDARD') not in ('PEER', 'REVERSE') and coalesce(end_reason, 'COMPLETED') = 'COMPLETED'
    )
    select c.tenant, c.engagement, c.programme, c.track, c.leader, c.ends_on, side.party || '_REVIEW' as artefact,
           exists (
               select from metric.closing_review r
               where r.tenant = c.tenant and r.engagement = c.engagement and r.party = side.party and r.submitted_at <= metric.now()
           ) as is_there
    from closing c
    cross join (values ('LEADER'), ('PROVIDER')) side (party)
    where c.ends_on - 28 <= metric.today()
    union all
    select c.tenant, c.engagement, c.programme, c.track, c.leader, c.ends_on, 'HAND_OFF',
           exists (
               select from metric.hand_off h
               where h.tenant = c.tenant and h.engagement = c.engagement and h.completed_at <= metric.now())
    from closing c
    where c.track = 'COACHING' and c.ends_on - 28 <= metric.today()
      and exists (
          select from closing m
          join metric.engagement e on e.tenant = m.tenant and e.engagement = m.engagement
          where m.tenant = c.tenant and m.programme = c.programme and m.leader = c.leader and m.track = 'MENTORING'
            and e.starts_on <= metric.today())
    union all
    select e.tenant, e.engagement, e.programme, e.track, e.leader, s.closed_on, 'MENTOR_REPORT', s.answered > 0
    from metric.check_in s
    join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
    where s.kind = 'MENTORING_STORY' and s.respondent = 'PROVIDER' and s.asked > 0 and s.closed_on <= metric.today();
