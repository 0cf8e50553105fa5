-- Topics (R113, C10): sessions held whose topics were noted ÷ sessions held. The mix tells the topics, each once a session, and
-- stands only where at least k people are behind every one of them.
create or replace view metric.topics with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(metric.day(s.starts_at)) as week, e.leader as person,
           t.topic is not null as hit,
           t.topic as detail,
           s.session as counted_once
    from metric.session s
    join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
    left join lateral (
        select unnest(string_to_array(nullif(n.topics, ''), ',')) as topic
        from metric.session_topic n
        where n.tenant = s.tenant and n.session = s.session
    ) t on true
    where s.state = 'HELD' and s.ends_at <= metric.now();
