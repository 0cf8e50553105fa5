-- Structured indicators of sessions: next steps (PROGRAMME), and what a leader allows under IMPACT, confidence and topics. What
-- was told under IMPACT is deleted, in every version, when the leader takes it back.
create table action_items (
    tenant          text        not null,
    item            text        not null,
    engagement      uuid        not null,
    agreed_sequence bigint      not null,
    session         uuid,
    action          text,
    owner           text,
    due_on          date,
    closed_sequence bigint      not null,
    state           text,
    closed_on       date,
    known_from      timestamptz not null,
    known_to        timestamptz not null default 'infinity',
    primary key (tenant, item, known_to)
);
create index action_items_engagement on action_items (tenant, engagement);

create table confidences (
    tenant     text        not null,
    session    uuid        not null,
    engagement uuid        not null,
    sequence   bigint      not null,
    rating     integer     not null,
    rated_at   timestamptz not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, session, known_to)
);
create index confidences_engagement on confidences (tenant, engagement);

-- topics: codes, separated by commas
create table session_topics (
    tenant     text        not null,
    session    uuid        not null,
    engagement uuid        not null,
    sequence   bigint      not null,
    topics     text        not null,
    noted_at   timestamptz not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, session, known_to)
);
create index session_topics_engagement on session_topics (tenant, engagement);

do $$
declare
    app  text := regexp_replace(current_user, '_owner$', '_app');
    fact text;
begin
    foreach fact in array array['action_items', 'confidences', 'session_topics'] loop
        call tandem.protect(fact::regclass);
        if app <> current_user and exists (select from pg_roles where rolname = app) then
            execute format('revoke insert, update, delete, truncate on %I from %I', fact, app);
        end if;
    end loop;
end
$$;
