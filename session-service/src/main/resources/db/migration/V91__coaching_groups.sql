-- Whom a leader is coached together with (R21): what meets is the group, and each member has a session of the own engagement.
alter table engagements add column coaching_group uuid;
create index on engagements (tenant, coaching_group) where coaching_group is not null;
