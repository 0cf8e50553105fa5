-- What may leave: the one way from a metric view to anybody outside, whatever the format (docs/decisions/0063).
--
-- The answer to every question is a slice of one lattice: the metric counted for all combinations of programme, track and week,
-- '*' standing for "all of them". Because a filter and a finer grain name the same cell, it is hidden in both or in neither.
--   direct     a cell with fewer than k people is hidden
--   remainder  along every line (a cell and those it is the sum of) what is hidden must not follow by subtraction: never one cell
--              alone, and together at least k people, or a cell large enough among them. Otherwise the smallest visible one
--              is hidden too; where none is left, the sum itself. A hidden sum must not follow by adding either. Repeated
--              until nothing changes.
-- What a view names in counted_once counts once in every cell, however many of its rows are there; without it every row counts.
-- k is the programme's, at least 3, 5 where it says nothing, and the largest of all for sums over programmes.
--
-- A view with a column "seconds" tells how long something took: median and 95th percentile of the cell, where enough people stand
-- behind them. These add up to nothing, so nothing follows from them about a hidden cell.
drop function if exists metric.publishable(name, uuid);
drop function if exists metric.changed(name, timestamptz);
drop function if exists metric.lattice_at(name, timestamptz);
drop function if exists metric.cells(name);
drop function if exists metric.closed(metric.cell[]);
drop function if exists metric.derived(metric.cell[]);
drop function if exists metric.lines(metric.cell[]);
drop function if exists metric.lattice(name);
drop type if exists metric.cell;

create type metric.cell as (
    programme text, track text, week text, hits bigint, total bigint, people bigint, k integer,
    members uuid[], hidden boolean, mix jsonb, median_seconds numeric, p95_seconds numeric);

create or replace function metric.k(one_programme uuid) returns integer
    language sql stable
    return (
        select coalesce(max(greatest(3, coalesce(p.suppression_k, 5))), 5)
        from public.programmes p
        where p.known_to = 'infinity' and (one_programme is null or p.programme = one_programme));

-- All combinations, each with its people where they are few enough to matter.
create function metric.lattice(metric_name name) returns metric.cell[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    cells   metric.cell[];
    seconds text := 'null::float8';
    took    text := '0 as timed, null::float8 as median, null::float8 as p95';
begin
    if exists (select from pg_attribute where attrelid = format('metric.%I', metric_name)::regclass and attname = 'seconds') then
        seconds := 'v.seconds';
        took := 'count(distinct person) filter (where seconds is not null) as timed,
            percentile_cont(0.5) within group (order by seconds) as median,
            percentile_cont(0.95) within group (order by seconds) as p95';
    end if;
    execute format($query$
        with unit as materialized (
            select coalesce(v.programme::text, '-') as programme, coalesce(v.track, '-') as track,
                   coalesce(v.week::text, '-') as week, v.person, v.hit, v.detail, v.counted_once, %2$s as seconds
            from metric.%1$I v
            where v.tenant = tandem.tenant()
        ), threshold as materialized (
            select p.programme, metric.k(p.programme::uuid) as k
            from (select distinct programme from unit where programme <> '-') p
        ), cell as (
            select case when grouping(programme) = 1 then '*' else programme end as programme,
                   case when grouping(track) = 1 then '*' else track end as track,
                   case when grouping(week) = 1 then '*' else week end as week,
                   count(*) filter (where hit and counted_once is null)
                       + count(distinct counted_once) filter (where hit) as hits,
                   count(*) filter (where counted_once is null) + count(distinct counted_once) as total,
                   count(distinct person) as people,
                   array_agg(distinct person) as members,
                   %3$s
            from unit
            group by cube (programme, track, week)
            having count(*) > 0
        ), kind as (
            select case when grouping(programme) = 1 then '*' else programme end as programme,
                   case when grouping(track) = 1 then '*' else track end as track,
                   detail, count(*) as total, count(distinct person) as people
            from unit
            where detail is not null
            group by cube (programme, track), detail
        ), mix as (
            select programme, track, min(people) as fewest, jsonb_object_agg(detail, total) as counts
            from kind
            group by programme, track
        ), sized as (
            select c.*, coalesce(t.k, metric.k(null)) as k
            from cell c
            left join threshold t using (programme)
        )
        select array_agg(row(
            s.programme, s.track, s.week, s.hits, s.total, s.people, s.k,
            case when s.people < metric.k(null) then s.members end,
            s.people < s.k,
            case when s.week = '*' and m.fewest >= s.k then m.counts end,
            case when s.timed >= s.k then round(s.median::numeric, 3) end,
            case when s.timed >= s.k then round(s.p95::numeric, 3) end)::metric.cell)
        from sized s
        left join mix m using (programme, track)
        $query$, metric_name, seconds, took) into cells;
    return coalesce(cells, '{}');
end
$$;

-- The lines of a lattice: each cell beside the sum it is a part of, along each of the three. Without a setting of its own, so that the
-- planner takes it into the query that asks.
create function metric.lines(cells metric.cell[])
    returns table (
        along text, to_programme text, to_track text, to_week text, sum_k integer, sum_hidden boolean,
        programme text, track text, week text, total bigint, people bigint, members uuid[], hidden boolean)
    language sql stable
as $$
    with c as materialized (
        select * from unnest(cells)
    ), line as (
        select 'programme' as along, '*' as to_programme, c.track as to_track, c.week as to_week, c.* from c where c.programme <> '*'
        union all
        select 'track', c.programme, '*', c.week, c.* from c where c.track <> '*'
        union all
        select 'week', c.programme, c.track, '*', c.* from c where c.week <> '*'
    )
    select l.along, l.to_programme, l.to_track, l.to_week, s.k, s.hidden, l.programme, l.track, l.week, l.total, l.people, l.members,
           l.hidden
    from line l
    join c s on s.programme = l.to_programme and s.track = l.to_track and s.week = l.to_week
$$;

-- Hides, beside what is hidden already, whatever would follow from the rest. A cell with nothing in it (total 0) is no unknown: it is
-- there to be the sum of others. A plan is made for each lattice anew: one for lattices of any size, as a connection
-- that lives long would keep it, joins thousands of cells row by row (30 times slower).
create function metric.closed(cells metric.cell[]) returns metric.cell[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
declare
    more integer;
begin
    loop
        with c as materialized (
            select * from unnest(cells)
        ), summed as (
            select * from metric.lines(cells) where total > 0
        ), tally as (
            select along, to_programme, to_track, to_week, sum_k, sum_hidden,
                   count(*) filter (where hidden) as hidden,
                   coalesce(bool_or(hidden and people >= sum_k), false) as covered
            from summed
            group by 1, 2, 3, 4, 5, 6
        ), hidden_people as (
            select along, to_programme, to_track, to_week, count(distinct m.person) as people
            from summed cross join lateral unnest(members) m (person)
            where hidden
            group by 1, 2, 3, 4
        ), leak as (
            select t.along, t.to_programme, t.to_track, t.to_week, t.sum_hidden
            from tally t
            left join hidden_people h using (along, to_programme, to_track, to_week)
            where case
                when t.sum_hidden then t.hidden = 0
                else t.hidden = 1 or t.hidden > 1 and not t.covered and coalesce(h.people, 0) < t.sum_k
            end
        ), cover as (
            select distinct on (along, to_programme, to_track, to_week) programme, track, week
            from (
                select s.along, s.to_programme, s.to_track, s.to_week, s.programme, s.track, s.week, s.people, 0 as last_resort
                from summed s join leak using (along, to_programme, to_track, to_week)
                where not s.hidden
                union all
                select along, to_programme, to_track, to_week, to_programme, to_track, to_week, 0, 1
                from leak
                where not sum_hidden
            ) choice
            order by along, to_programme, to_track, to_week, last_resort, people, programme, track, week
        )
        select array_agg(row(
                   c.programme, c.track, c.week, c.hits, c.total, c.people, c.k, c.members,
                   c.hidden or v.programme is not null, c.mix, c.median_seconds, c.p95_seconds)::metric.cell),
               count(v.programme)
        into cells, more
        from c
        left join (select distinct cover.programme, cover.track, cover.week from cover) v
            on v.programme = c.programme and v.track = c.track and v.week = c.week;
        exit when coalesce(more, 0) = 0;
    end loop;
    return coalesce(cells, '{}');
end
$$;

-- Shows what follows from the rest anyway and is about enough people: it hides nothing else.
create function metric.derived(cells metric.cell[]) returns metric.cell[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
declare
    more integer;
begin
    loop
        with c as materialized (
            select * from unnest(cells)
        ), known as (
            select along, to_programme, to_track, to_week, sum_hidden,
                   array_agg(row(programme, track, week)::text) filter (where hidden) as unknown
            from metric.lines(cells)
            group by along, to_programme, to_track, to_week, sum_hidden
        ), follows as (
            select case when sum_hidden then row(to_programme, to_track, to_week)::text else unknown[1] end as cell
            from known
            where coalesce(cardinality(unknown), 0) + sum_hidden::integer = 1
        )
        select array_agg(row(
                   c.programme, c.track, c.week, c.hits, c.total, c.people, c.k, c.members, c.hidden and f.cell is null,
                   c.mix, c.median_seconds, c.p95_seconds)::metric.cell),
               count(f.cell)
        into cells, more
        from c
        left join (select distinct cell from follows) f
            on f.cell = row(c.programme, c.track, c.week)::text and c.people >= c.k;
        exit when coalesce(more, 0) = 0;
    end loop;
    return coalesce(cells, '{}');
end
$$;

create function metric.cells(metric_name name)
    returns table (
        programme text, track text, week text, hits bigint, total bigint, people bigint, k integer, suppressed boolean, mix jsonb,
        median_seconds numeric, p95_seconds numeric)
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select c.programme, c.track, c.week,
           case when not c.hidden then c.hits end, case when not c.hidden then c.total end,
           case when not c.hidden then c.people end, c.k, c.hidden, case when not c.hidden then c.mix end,
           case when not c.hidden then c.median_seconds end, case when not c.hidden then c.p95_seconds end
    from unnest(metric.closed(metric.lattice(metric_name))) c
$$;

-- Over time (docs/decisions/0076): two publications can be subtracted from each other, so a change is told like a cell, or not at all.

-- The lattice as it was at an instant, as far as what it was made from is still there.
create function metric.lattice_at(metric_name name, instant timestamptz) returns metric.cell[]
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    now_then   text := current_setting('metric.now');
    as_of_then text := coalesce(current_setting('metric.as_of', true), '');
    cells      metric.cell[];
begin
    perform set_config('metric.now', instant::text, true), set_config('metric.as_of', instant::text, true);
    cells := metric.lattice(metric_name);
    perform set_config('metric.now', now_then, true), set_config('metric.as_of', as_of_then, true);
    return cells;
end
$$;

-- Who stands behind the change of each cell since an instant: the people who count in it otherwise than they did, or anew, or no more.
-- As a lattice: people and total are how many these are, members who, and a cell that did not change has none.
create function metric.changed(metric_name name, since timestamptz) returns metric.cell[]
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    now_then   text := current_setting('metric.now');
    as_of_then text := coalesce(current_setting('metric.as_of', true), '');
    seconds    text := 'null::float8';
    shares     text;
    before     jsonb;
    cells      metric.cell[];
begin
    if exists (select from pg_attribute where attrelid = format('metric.%I', metric_name)::regclass and attname = 'seconds') then
        seconds := 'v.seconds';
    end if;
    -- what one person adds to each cell
    shares := format($query$
        select case when grouping(programme) = 1 then '*' else programme end as programme,
               case when grouping(track) = 1 then '*' else track end as track,
               case when grouping(week) = 1 then '*' else week end as week,
               person,
               concat_ws('|', count(*) filter (where hit and counted_once is null) + count(distinct counted_once) filter (where hit),
                   count(*) filter (where counted_once is null) + count(distinct counted_once),
                   string_agg(detail, ',' order by detail), sum(seconds)) as share
        from (
            select coalesce(v.programme::text, '-') as programme, coalesce(v.track, '-') as track,
                   coalesce(v.week::text, '-') as week, coalesce(v.person::text, '-') as person, v.hit, v.detail, v.counted_once,
                   %2$s as seconds
            from metric.%1$I v
            where v.tenant = tandem.tenant()) unit
        group by cube (programme, track, week), person
        $query$, metric_name, seconds);
    perform set_config('metric.now', since::text, true), set_config('metric.as_of', since::text, true);
    execute format('select jsonb_agg(jsonb_build_array(programme, track, week, person, share)) from (%s) s', shares) into before;
    perform set_config('metric.now', now_then, true), set_config('metric.as_of', as_of_then, true);
    execute format($query$
        with was as materialized (
            select b ->> 0 as programme, b ->> 1 as track, b ->> 2 as week, b ->> 3 as person, b ->> 4 as share
            from jsonb_array_elements(coalesce($1, '[]')) b
        ), change as (
            select programme, track, week,
                   count(*) filter (where i.share is distinct from w.share) as people,
                   array_agg(nullif(person, '-')::uuid) filter (where i.share is distinct from w.share) as members
            from (%s) i
            full join was w using (programme, track, week, person)
            group by programme, track, week
        )
        select array_agg(row(
            c.programme, c.track, c.week, null, c.people, c.people,
            case when c.programme in ('*', '-') then metric.k(null) else metric.k(c.programme::uuid) end,
            case when c.people < metric.k(null) then c.members end, false, null, null, null)::metric.cell)
        from change c
        $query$, shares) into cells using before;
    return coalesce(cells, '{}');
end
$$;

-- What a publication after another one may tell of a metric, at metric.now(). Beside what too few people are behind, it hides
--   what changed by fewer than k people since it was last told, and what would show that change,
--   what was hidden and was changed since by fewer than k people: told now it would have been told then, or nearly.
-- Where the figure of everybody would have to be hidden for that, the metric stands: the figures of the publication before are told
-- again, for as long as it takes. What was taken back in between counts as a change by those who took it back.
create function metric.publishable(metric_name name, previous uuid)
    returns table (
        programme text, track text, week text, hits bigint, total bigint, people bigint, k integer, suppressed boolean, mix jsonb,
        median_seconds numeric, p95_seconds numeric, as_of timestamptz, told_at timestamptz)
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    this     timestamptz := metric.now();
    since    timestamptz;
    plain    metric.cell[] := metric.closed(metric.lattice(metric_name));
    then_    metric.cell[];
    changes  metric.cell[];
    result   metric.cell[];
    proposed metric.cell[];
    known    metric.cell[];
    base     timestamptz;
    small    text[] := '{}';
    withheld text[];
    more     text[];
    stands   boolean;
begin
    since := (
        select max(f.as_of) from impact.figures f
        where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name);
    if since is null then
        return query
            select c.programme, c.track, c.week, case when not c.hidden then c.hits end, case when not c.hidden then c.total end,
                   case when not c.hidden then c.people end, c.k, c.hidden, case when not c.hidden then c.mix end,
                   case when not c.hidden then c.median_seconds end, case when not c.hidden then c.p95_seconds end,
                   this, case when not c.hidden then this end
            from unnest(plain) c;
        return;
    end if;
    stands := since >= this;
    if not stands then
        changes := metric.changed(metric_name, since);
        then_ := metric.lattice_at(metric_name, since);
        -- changed by too few since told, by the publication before or an earlier one
        for base in
            select distinct f.told_at from impact.figures f
            where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name and f.told_at is not null
        loop
            known := case when base = since then changes else metric.changed(metric_name, base) end;
            small := small || array(
                select concat_ws('|', f.programme, f.track, f.week)
                from impact.figures f
                left join unnest(known) d
                    on d.programme = f.programme and d.track = f.track and d.week = f.week
                left join unnest(then_) t
                    on t.programme = f.programme and t.track = f.track and t.week = f.week
                cross join lateral (
                    select coalesce(d.people, 0) + case
                        when base < since then (
                            select count(*) from public.removals w
                            where w.tenant = tandem.tenant() and w.known_to = 'infinity' and w.known_from > base
                              and coalesce(w.purpose, 'IMPACT') = 'IMPACT')
                        when (f.numerator, f.denominator, f.people) is not distinct from (t.hits, t.total, t.people) then 0
                        else greatest(1, f.people - coalesce(t.people, 0)) end as people
                ) moved
                where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name and f.told_at = base
                  and moved.people > 0 and moved.people < f.least_people);
        end loop;
        -- hidden, and hardly changed
        withheld := small || array(
            select concat_ws('|', f.programme, f.track, f.week)
            from impact.figures f
            left join unnest(changes) d
                on d.programme = f.programme and d.track = f.track and d.week = f.week
            where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name
              and f.suppressed and coalesce(d.people, 0) < f.least_people);
        loop
            proposed := array(
                select row(c.programme, c.track, c.week, c.hits, c.total, c.people, c.k, c.members,
                           c.hidden or concat_ws('|', c.programme, c.track, c.week) = any(withheld), c.mix, c.median_seconds,
                           c.p95_seconds)::metric.cell
                from unnest(plain) c);
            result := metric.closed(proposed);
            -- the change of a cell is unknown where one of its two figures is
            known := array(
                select row(d.programme, d.track, d.week, d.hits, d.total, d.people, d.k, d.members,
                           d.people > 0 and (coalesce(r.hidden, false) or coalesce(f.suppressed, false)
                               or concat_ws('|', d.programme, d.track, d.week) = any(withheld)),
                           null, null, null)::metric.cell
                from unnest(changes) d
                left join unnest(result) r on r.programme = d.programme and r.track = d.track and r.week = d.week
                left join impact.figures f
                    on f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name
                    and f.programme = d.programme and f.track = d.track and f.week = d.week);
            more := array(
                select concat_ws('|', d.programme, d.track, d.week)
                from unnest(metric.closed(metric.derived(known))) d
                join unnest(known) b on b.programme = d.programme and b.track = d.track and b.week = d.week
                where d.hidden and not b.hidden and concat_ws('|', d.programme, d.track, d.week) <> all(withheld));
            exit when cardinality(more) = 0;
            withheld := withheld || more;
        end loop;
        stands := exists (
            select
            from impact.figures f
            left join unnest(result) r on r.programme = f.programme and r.track = f.track and r.week = f.week
            left join unnest(plain) p on p.programme = f.programme and p.track = f.track and p.week = f.week
            where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name
              and f.week = '*' and not f.suppressed and coalesce(r.hidden, true) and not coalesce(p.hidden, false));
    end if;
    if stands then
        return query
            select f.programme, f.track, f.week, f.numerator, f.denominator, f.people, f.least_people, f.suppressed, f.mix,
                   f.median_seconds, f.p95_seconds, f.as_of, f.told_at
            from impact.figures f
            where f.tenant = tandem.tenant() and f.publication = previous and f.metric = metric_name;
        return;
    end if;
    return query
        select coalesce(r.programme, f.programme), coalesce(r.track, f.track), coalesce(r.week, f.week),
               case when not r.hidden then r.hits end, case when not r.hidden then r.total end, case when not r.hidden then r.people end,
               coalesce(r.k, f.least_people), coalesce(r.hidden, true), case when not r.hidden then r.mix end,
               case when not r.hidden then r.median_seconds end, case when not r.hidden then r.p95_seconds end,
               this, case when not r.hidden then this else f.told_at end
        from unnest(result) r
        full join (
            select g.* from impact.figures g
            where g.tenant = tandem.tenant() and g.publication = previous and g.metric = metric_name
        ) f on f.programme = r.programme and f.track = r.track and f.week = r.week
        -- a cell nothing is left of stays as a hidden one where too few have left it
        where r.programme is not null or f.suppressed or concat_ws('|', f.programme, f.track, f.week) = any(small);
end
$$;
