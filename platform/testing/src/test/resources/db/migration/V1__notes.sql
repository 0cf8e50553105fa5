-- Something small to protect.
create table note (
    tenant  text   not null,
    id      uuid   not null,
    title   text   not null,
    version integer not null,
    primary key (tenant, id),
    unique (tenant, title)
);
call tandem.protect('note');
