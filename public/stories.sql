-- Stories while the consents hold, as in views.sql; one about a child whose place is kept secret is told to nobody.
CREATE OR REPLACE VIEW public_door.story AS
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
        NOT c.is_hidden
        AND EXISTS (SELECT FROM public_door.consent k WHERE k.child_id = c.id AND k.purpose = 'process')
        AND EXISTS (
            SELECT FROM public_door.consent k WHERE k.child_id = c.id AND k.purpose = 'publish'
                AND (k.child_assented OR age(public_door.today(), c.birth_date) < interval '7 years')
        )
    )
);
