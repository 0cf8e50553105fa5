-- When people are away, as HR says: days and nothing else. The last day is not known while somebody is away.
create table leaves (
    tenant    text not null,
    person    uuid not null,
    first_day date not null,
    last_day  date check (last_day >= first_day),
    primary key (tenant, person, first_day)
);
call tandem.protect('leaves');

-- What the keeper said and could not be mailed is mailed when there is room: since when it waits, and when room is looked for again.
alter table prompts add column mail_due_at timestamptz;
alter table prompts add column mail_at timestamptz;
create index on prompts (mail_at) where mail_at is not null;
