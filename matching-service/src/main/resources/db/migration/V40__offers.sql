-- Offers to who waits: an offer is a match like any other that holds a free seat until it is answered, and runs out.
alter table matches add column offered_at timestamptz;
-- until then; null once the leader has signed
alter table matches add column answer_by timestamptz;
-- A leader is offered one seat per track at a time; the database would say so even if the service did not.
create unique index matches_one_offer on matches (tenant, leader, track)
    where offered_at is not null and state in ('PROPOSED', 'REVIEWED');
create index on matches (answer_by, tenant) where answer_by is not null and state in ('PROPOSED', 'REVIEWED', 'APPROVED');
create index on matches (tenant, provider) where offered_at is not null and state in ('PROPOSED', 'REVIEWED');
create index on waitlist (tenant, programme, track, since);
create index on matches (offered_at) where state = 'EXPIRED';
