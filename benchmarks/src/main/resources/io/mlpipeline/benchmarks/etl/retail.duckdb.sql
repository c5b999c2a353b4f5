SET threads = 2;
SET memory_limit = '3GB';
SET preserve_insertion_order = false;

CREATE TEMP TABLE sales AS
SELECT store, product, region, day, quantity, price, promo
FROM (
  SELECT *, lead(day) OVER (PARTITION BY store, product ORDER BY day, id) AS next_day
  FROM (
    SELECT
      CAST(id AS INTEGER) AS id,
      store, product, region,
      CAST(coalesce(try_strptime(date, '%Y-%m-%d'), strptime(date, '%d/%m/%Y')) AS DATE) AS day,
      TRY_CAST(quantity AS DOUBLE) AS quantity,
      TRY_CAST(price AS DOUBLE) AS price,
      CAST(promo AS DOUBLE) AS promo
    FROM read_csv('@input@', header = true, all_varchar = true, delim = ',', quote = '"', auto_detect = false,
      columns = {'id': 'VARCHAR', 'date': 'VARCHAR', 'store': 'VARCHAR', 'product': 'VARCHAR', 'region': 'VARCHAR',
                 'quantity': 'VARCHAR', 'price': 'VARCHAR', 'promo': 'VARCHAR'})
  )
)
WHERE next_day IS DISTINCT FROM day;

CREATE TEMP TABLE fences AS
SELECT product, promo, q[1] - 1.5 * (q[2] - q[1]) AS low, q[2] + 1.5 * (q[2] - q[1]) AS high
FROM (SELECT product, promo, quantile_cont(price, [0.25, 0.75]) AS q FROM sales GROUP BY product, promo);

CREATE TEMP TABLE medians AS SELECT median(quantity) AS quantity, median(price) AS price FROM sales;

COPY (
  WITH clean AS (
    SELECT s.store, s.product, s.region, s.day, s.promo,
      coalesce(s.quantity, m.quantity) AS quantity,
      coalesce(s.price, m.price) AS price,
      CASE WHEN s.price < f.low OR s.price > f.high THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END AS outlier
    FROM sales s JOIN fences f ON s.product = f.product AND s.promo = f.promo CROSS JOIN medians m
  )
  SELECT store, product, day, quantity, price, outlier, promo,
    CAST(month(day) AS DOUBLE) AS month,
    CAST(day(day) AS DOUBLE) AS day_of_month,
    CAST(isodow(day) AS DOUBLE) AS day_of_week,
    CAST(dayofyear(day) AS DOUBLE) AS day_of_year,
    CAST(week(day) AS DOUBLE) AS week,
    CAST(quarter(day) AS DOUBLE) AS quarter,
    lag(quantity, 1) OVER series AS lag_1,
    lag(quantity, 7) OVER series AS lag_7,
    lag(quantity, 14) OVER series AS lag_14,
    lag(quantity, 28) OVER series AS lag_28,
    avg(quantity) OVER (series ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING) AS mean_7,
    avg(quantity) OVER (series ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING) AS mean_28,
    min(quantity) OVER (series ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING) AS min_28,
    max(quantity) OVER (series ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING) AS max_28,
    @one_hot@
  FROM clean
  WINDOW series AS (PARTITION BY store, product ORDER BY day)
) TO '@output@' (FORMAT parquet, COMPRESSION snappy);
