-- Milestones (R6): coachings whose KPI had reached its target 90 days after kick-off ÷ coachings past that day, of leaders who allow
-- IMPACT and of whom the KPI is observed. The KPI is the lagging one of the programme's coaching (R110).
create or replace view metric.milestones with (security_invoker = true) as
    select m.tenant, m.programme, m.track, metric.week(m.due_on) as week, m.person,
           m.reached as hit,
           null::text as detail,
           m.person as counted_once
    from metric.milestone m
    where m.due_on <= metric.today() and m.reached is not null;
