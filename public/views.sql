-- All that a visitor's database role may select. Nothing here names a child: counts (1 to 4 are hidden, and a second one
-- where the first could be worked out), sums, donors who agreed, stories while the consents hold.

CREATE SCHEMA public_door;
CREATE FUNCTION public_door.today() RETURNS date LANGUAGE sql STABLE
RETURN (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
CREATE FUNCTION public_door.shown(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN CASE WHEN n BETWEEN 1 AND 4 THEN NULL ELSE n END;
-- 0: under 6 years, 1: 6 to 10, 2: 11 to 15, 3: 16 and over, null: not known
CREATE FUNCTION public_door.band(born date) RETURNS integer LANGUAGE sql STABLE
RETURN CASE WHEN born IS NOT NULL THEN width_bucket(date_part('year', age(public_door.today(), born)), ARRAY[6, 11, 16]) END;

CREATE VIEW public_door.page AS
SELECT p.id AS page_id, p.address, u.name AS unit_name, p.greeting, p.greeting_en, p.phone, p.email, p.updated_at
FROM public_publicpage p JOIN organisation_unit u ON u.id = p.managing_unit_id WHERE p.is_open;

-- One page shows what all units below its own do.
CREATE VIEW public_door.unit AS
SELECT p.id AS page_id, u.id AS unit_id
FROM public_publicpage p JOIN organisation_unit top ON top.id = p.managing_unit_id
JOIN organisation_unit u ON starts_with(u.path, top.path) WHERE p.is_open;

CREATE VIEW public_door.pledge AS
SELECT u.page_id, g.id, g.donor_id, g.child_id, g.active_from, g.ended_on IS NULL AS is_in_force
FROM public_door.unit u JOIN sponsorship_pledge g ON g.managing_unit_id = u.unit_id
WHERE g.active_from <= public_door.today();

CREATE VIEW public_door.waiting_child AS
SELECT u.page_id, coalesce(district.name, province.name, '') AS area, public_door.band(c.birth_date) AS band
FROM public_door.unit u JOIN children_child c ON c.managing_unit_id = u.unit_id
LEFT JOIN organisation_area former ON former.id = c.former_commune_id
LEFT JOIN organisation_area district ON district.id = former.parent_id
LEFT JOIN organisation_area commune ON commune.id = c.commune_id
LEFT JOIN organisation_area province ON province.id = commune.parent_id
WHERE c.sponsors_count = 0 AND c.needs_since <= public_door.today()
    AND (c.need_ended_on IS NULL OR c.need_ended_on > public_door.today());

-- The money behind fewer than five children is theirs to know.
CREATE VIEW public_door.figures AS
WITH helped AS (
    SELECT page_id, count(DISTINCT donor_id) FILTER (WHERE is_in_force) AS donors,
        count(DISTINCT child_id) FILTER (WHERE is_in_force) AS sponsored, count(DISTINCT child_id) AS ever,
        sum(b.received_vnd)::bigint AS received, sum(b.delivered_vnd)::bigint AS delivered
    FROM public_door.pledge g JOIN sponsorship_pledgebalance b ON b.pledge_id = g.id GROUP BY 1
), needing AS (
    SELECT page_id, count(*) AS waiting FROM public_door.waiting_child GROUP BY 1
)
SELECT page_id, public_door.shown(coalesce(donors, 0)) AS donors_count,
    public_door.shown(coalesce(sponsored, 0)) AS sponsored_count, public_door.shown(coalesce(waiting, 0)) AS waiting_count,
    CASE WHEN ever >= 5 THEN received END AS received_vnd, CASE WHEN ever >= 5 THEN delivered END AS delivered_vnd
FROM public_door.page LEFT JOIN helped USING (page_id) LEFT JOIN needing USING (page_id);

CREATE VIEW public_door.donor AS
SELECT g.page_id, btrim(d.title || ' ' || d.name) AS name, date_part('year', min(g.active_from))::integer AS since_year
FROM public_door.pledge g JOIN donors_donor d ON d.id = g.donor_id WHERE d.is_public AND g.is_in_force
GROUP BY g.page_id, d.id;

-- The same gate as children/showing.py, with both consents asked for; tests/public/test_door.py compares the two.
CREATE VIEW public_door.consent AS
SELECT k.child_id, k.purpose, k.child_assented FROM children_consent k
WHERE k.given_on <= public_door.today() AND (k.withdrawn_on IS NULL OR k.withdrawn_on > public_door.today());

-- stories.sql has replaced it since.
CREATE VIEW public_door.story AS
SELECT s.public_id, s.page_id, s.title, s.text, s.title_en, s.text_en, s.told_on, district.name AS area,
    public_door.band(c.birth_date) AS band, CASE WHEN s.with_photo THEN (
        SELECT f.file FROM children_photo f WHERE f.child_id = c.id ORDER BY f.added_at DESC LIMIT 1
    ) END AS photo
FROM public_door.page JOIN public_story s USING (page_id)
LEFT JOIN children_child c ON c.id = s.child_id
LEFT JOIN organisation_area former ON former.id = c.former_commune_id
LEFT JOIN organisation_area district ON district.id = former.parent_id
WHERE s.is_published AND s.told_on <= public_door.today() AND (
    s.child_id IS NULL OR (
        EXISTS (SELECT FROM public_door.consent k WHERE k.child_id = c.id AND k.purpose = 'process')
        AND EXISTS (
            SELECT FROM public_door.consent k WHERE k.child_id = c.id AND k.purpose = 'publish'
                AND (k.child_assented OR age(public_door.today(), c.birth_date) < interval '7 years')
        )
    )
);
