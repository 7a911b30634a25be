-- Areas with fewer than 20 who wait are shown together. A single hidden count would be its row's total less the others:
-- the smallest of the others hides too. Nor may the whole page's total less all that is shown be a small count.
CREATE OR REPLACE VIEW public_door.waiting AS
WITH wide AS (
    SELECT page_id, band, CASE WHEN count(*) OVER (PARTITION BY page_id, area) >= 20 THEN area ELSE '' END AS area
    FROM public_door.waiting_child
), cells AS (
    SELECT page_id, area, band, count(*) AS n FROM wide GROUP BY 1, 2, 3
), marked AS (
    SELECT *, n < 5 AS is_few, count(*) FILTER (WHERE n < 5) OVER (PARTITION BY page_id, area) AS few,
        row_number() OVER (PARTITION BY page_id, area, n < 5 ORDER BY n, band) AS place
    FROM cells
), hidden AS (
    SELECT page_id, area, band, n, is_few OR (few = 1 AND place = 1) AS is_hidden FROM marked
), summed AS (
    SELECT *, sum(n) FILTER (WHERE is_hidden) OVER (PARTITION BY page_id) AS hidden_n,
        row_number() OVER (PARTITION BY page_id, is_hidden ORDER BY n, area, band) AS nth
    FROM hidden
)
SELECT page_id, area, band, CASE WHEN is_hidden OR (hidden_n < 5 AND nth = 1) THEN NULL ELSE n END AS count FROM summed;
