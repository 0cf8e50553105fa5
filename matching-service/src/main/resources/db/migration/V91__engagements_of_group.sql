-- Whoever's reporting line changes has the engagements of the own coaching group looked at again (R20): found without reading all of them.
create index on engagements (tenant, coaching_group) where coaching_group is not null;
