-- Campaigns that call for contributions now: what for, how much came, and who agreed to be named.
CREATE VIEW public_door.open_appeal AS
SELECT u.page_id, c.id AS campaign_id, c.path, c.name, c.theme, a.text, a.target_vnd, a.until
FROM campaigns_appeal a JOIN campaigns_campaign c ON c.id = a.campaign_id
JOIN public_door.unit u ON u.unit_id = c.managing_unit_id
WHERE (a.until IS NULL OR a.until >= public_door.today()) AND (c.ends_on IS NULL OR c.ends_on >= public_door.today());

-- What was given to a campaign and to all that is part of it; goods count with their value where it is known.
CREATE VIEW public_door.given AS
SELECT o.page_id, o.campaign_id, g.donor_id, coalesce(g.amount_vnd, 0) AS amount_vnd
FROM public_door.open_appeal o JOIN campaigns_campaign c ON starts_with(c.path, o.path)
JOIN campaigns_contribution g ON g.campaign_id = c.id;

CREATE VIEW public_door.appeal AS
SELECT o.page_id, o.name, o.theme, o.text, o.target_vnd, o.until,
    coalesce((SELECT sum(g.amount_vnd) FROM public_door.given g
        WHERE (g.page_id, g.campaign_id) = (o.page_id, o.campaign_id)), 0)::bigint AS received_vnd,
    ARRAY(
        SELECT btrim(d.title || ' ' || d.name) FROM public_door.given g JOIN donors_donor d ON d.id = g.donor_id
        WHERE (g.page_id, g.campaign_id) = (o.page_id, o.campaign_id) AND d.is_public
        GROUP BY d.id HAVING sum(g.amount_vnd) > 0 ORDER BY min(d.name_sort COLLATE "C") LIMIT 200
    ) AS givers
FROM public_door.open_appeal o;
