-- Publications: what BI reads. Figures at fixed grains, suppressed before they are stored here, each under the publication it was
-- told in. Nothing in this schema is about one person, and nothing outside it can be reached by a reader's login (docs/decisions/0078).
create schema impact;

create table impact.publications (
    tenant       text        not null,
    publication  uuid        not null,
    as_of        timestamptz not null,
    data_as_of   timestamptz not null,
    published_at timestamptz not null,
    made_at      timestamptz not null,
    expires_at   timestamptz not null,
    occasion     text        not null check (occasion in ('NIGHTLY', 'ON_DEMAND')),
    primary key (tenant, publication)
);
comment on table impact.publications is 'a set of figures told together';
comment on column impact.publications.as_of is 'the figures are as known at this instant of programme time: the end of a week';
comment on column impact.publications.data_as_of is 'when the latest event behind them became known';
comment on column impact.publications.made_at is 'machine time';
comment on column impact.publications.expires_at is 'programme time from which it may be gone';

create table impact.figures (
    tenant         text        not null,
    publication    uuid        not null,
    metric         text        not null,
    version        integer     not null,
    grain          text        not null,
    programme      text        not null,
    track          text        not null,
    week           text        not null,
    suppressed     boolean     not null,
    value          numeric,
    numerator      bigint,
    denominator    bigint,
    people         bigint,
    least_people   integer     not null,
    mix            jsonb,
    median_seconds numeric,
    p95_seconds    numeric,
    as_of          timestamptz not null,
    told_at        timestamptz,
    primary key (tenant, publication, metric, programme, track, week),
    foreign key (tenant, publication) references impact.publications on delete cascade,
    check (suppressed = (denominator is null))
);
comment on table impact.figures is 'one figure of one publication; * stands for all programmes, tracks or weeks, - for none';
comment on column impact.figures.track is 'COACHING or MENTORING; the kind, where the metric is told by kind';
comment on column impact.figures.week is 'the Monday the week begins with, UTC';
comment on column impact.figures.suppressed is 'about fewer than least_people people, or others would show through it';
comment on column impact.figures.as_of is 'as known then; earlier than the publication where too little has changed to be told';
comment on column impact.figures.told_at is 'as_of of the last publication that told the figure; null where none did';

-- Policies name who they are for: a reader has one of its own, and may not call what the service is fenced with.
do $$
declare
    stem text := regexp_replace(current_user, '_owner$', '');
    app text := stem || '_app';
    target text;
    field text;
begin
    foreach target in array array['impact.publications', 'impact.figures'] loop
        execute format('alter table %s enable row level security', target);
        execute format('alter table %s force row level security', target);
        execute format(
            'create policy tenant on %s to %I%s using (tenant = (select tandem.tenant())) with check (tenant = (select tandem.tenant()))',
            target, current_user,
            case when app <> current_user and exists (select from pg_roles where rolname = app) then format(', %I', app) else '' end);
        -- The planner tells its estimates to whoever asks (EXPLAIN), and they come from the rows of all tenants: none are kept.
        for field in select attname from pg_attribute where attrelid = target::regclass and attnum > 0 loop
            execute format('alter table %s alter %I set statistics 0', target, field);
        end loop;
    end loop;
end
$$;

-- The newest publication alone: what a dashboard wants.
create view impact.latest with (security_invoker = true) as
    select f.*
    from impact.figures f
    join (
        select tenant, publication from impact.publications
        order by published_at desc, publication desc limit 1
    ) newest using (tenant, publication);
