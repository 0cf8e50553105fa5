-- A coach and the leaders coached together (R21). Each of them has a match of their own, approved, agreed on and ended like any other; the
-- group says who belongs together, and in which bounds of size. Managers who coach (R20) stand beside the tracks, as peers do.
create table coaching_groups (
    tenant           text        not null,
    id               uuid        not null,
    programme        uuid        not null,
    coach            uuid        not null,
    size_min         integer     not null check (size_min > 1),
    size_max         integer     not null,
    formed_at        timestamptz not null,
    dissolved_at     timestamptz,
    dissolved_reason text,
    version          integer     not null,
    primary key (tenant, id),
    check (size_max >= size_min),
    check ((dissolved_at is null) = (dissolved_reason is null))
);
create index on coaching_groups (tenant, coach);
call tandem.protect('coaching_groups');

alter table matches drop constraint matches_kind_check;
alter table matches add constraint matches_kind_check
    check (kind in ('STANDARD', 'GROUP', 'PEER', 'REVERSE', 'MANAGER_AS_COACH'));
alter table matches add column coaching_group uuid;
alter table matches add constraint matches_coaching_group check ((coaching_group is null) = (kind <> 'GROUP'));
create index on matches (tenant, coaching_group) where coaching_group is not null;
alter table engagements add column coaching_group uuid;

-- Whoever is coached in a group has a coach of record, and no second one.
drop index matches_one_seat;
create unique index matches_one_seat on matches (tenant, leader, track) where seat and kind in ('STANDARD', 'GROUP');
drop index matches_one_pairing;
create unique index matches_one_pairing on matches (tenant, leader, kind) where seat and kind not in ('STANDARD', 'GROUP');
