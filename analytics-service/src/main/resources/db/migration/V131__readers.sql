-- Logins of BI tools, one per tenant, made by whoever runs the server (docs/decisions/0078). The tenant follows from who logged in,
-- not from anything a session can set: SET ROLE and set_config change nothing about session_user.
create table readers (
    login     name primary key,
    of_tenant text not null
);

create function impact.tenant() returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    return (select r.of_tenant from public.readers r where r.login = session_user);

do $$
declare
    stem   text := regexp_replace(current_user, '_owner$', '');
    reader text := stem || '_reader';
    role   text;
    target text;
begin
    foreach role in array array[stem || '_app', stem || '_feed'] loop
        if role <> current_user and exists (select from pg_roles where rolname = role) then
            execute format('revoke insert, update, delete on readers from %I', role);
        end if;
    end loop;
    if exists (select from pg_roles where rolname = reader) then
        execute format('grant usage on schema impact to %I', reader);
        execute format('grant select on impact.publications, impact.figures, impact.latest to %I', reader);
        execute format('grant execute on function impact.tenant() to %I', reader);
        foreach target in array array['impact.publications', 'impact.figures'] loop
            execute format('create policy reader on %s for select to %I using (tenant = (select impact.tenant()))', target, reader);
        end loop;
    end if;
end
$$;
