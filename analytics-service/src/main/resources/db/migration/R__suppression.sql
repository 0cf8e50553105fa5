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
drop function if exists metric.cells(name);
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

create function metric.cells(metric_name name)
    returns table (
        programme text, track text, week text, hits bigint, total bigint, people bigint, k integer, suppressed boolean, mix jsonb,
        median_seconds numeric, p95_seconds numeric)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    cells metric.cell[] := metric.lattice(metric_name);
    more  integer;
begin
    loop
        with c as materialized (
            select * from unnest(cells)
        ), line as (
            select 'programme' as along, '*' as to_programme, c.track as to_track, c.week as to_week, c.* from c where c.programme <> '*'
            union all
            select 'track', c.programme, '*', c.week, c.* from c where c.track <> '*'
            union all
            select 'week', c.programme, c.track, '*', c.* from c where c.week <> '*'
        ), summed as (
            select l.*, s.k as sum_k, s.hidden as sum_hidden
            from line l
            join c s on s.programme = l.to_programme and s.track = l.to_track and s.week = l.to_week
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
    return query
        select c.programme, c.track, c.week,
               case when not c.hidden then c.hits end, case when not c.hidden then c.total end,
               case when not c.hidden then c.people end, c.k, c.hidden, case when not c.hidden then c.mix end,
               case when not c.hidden then c.median_seconds end, case when not c.hidden then c.p95_seconds end
        from unnest(cells) c;
end
$$;
