-- Sessions booked together, at one local time every so many weeks. In calendars they are one entry, whose UID is the id of this row,
-- and each session is an occurrence of it, told apart by its first start however often it moves.
create table repetitions (
    tenant      text      not null,
    id          uuid      not null,
    engagement  uuid      not null,
    first_start timestamp not null,
    zone        text      not null,
    every_weeks integer   not null check (every_weeks between 1 and 13),
    times       integer   not null check (times between 2 and 26),
    minutes     integer   not null check (minutes > 0),
    primary key (tenant, id)
);
create index on repetitions (tenant, engagement);
call tandem.protect('repetitions');

alter table invitations
    add column series         uuid,
    add column original_start timestamptz,
    add check ((series is null) = (original_start is null));
create unique index on invitations (tenant, series, original_start) where series is not null;
