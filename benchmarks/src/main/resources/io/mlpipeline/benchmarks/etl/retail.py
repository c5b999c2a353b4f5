"""The retail job in pandas: INPUT OUTPUT. Writes a pickle, since Debian has no Parquet library for Python."""

import resource
import sys

import numpy as np
import pandas as pd

source, target = sys.argv[1:3]
sales = pd.read_csv(
    source,
    dtype={"id": "int32", "date": str, "store": "category", "product": "category", "region": "category", "price": "float64", "promo": "float64"},
    na_values={"quantity": ["", "N/A", "unknown"], "price": [""]},
    keep_default_na=False,
)
iso = pd.to_datetime(sales["date"], format="%Y-%m-%d", errors="coerce")
missing = iso.isna()
iso[missing] = pd.to_datetime(sales.loc[missing, "date"], format="%d/%m/%Y")
sales["day"] = iso
del sales["date"]
sales = sales.sort_values(["store", "product", "day", "id"], ignore_index=True)
sales = sales.drop_duplicates(["store", "product", "day"], keep="last", ignore_index=True)

quartiles = sales.groupby(["product", "promo"], observed=True)["price"].quantile([0.25, 0.75]).unstack()
width = quartiles[0.75] - quartiles[0.25]
fences = pd.DataFrame({"low": quartiles[0.25] - 1.5 * width, "high": quartiles[0.75] + 1.5 * width}).reset_index()
sales = sales.merge(fences, on=["product", "promo"], how="left")
sales["outlier"] = ((sales["price"] < sales["low"]) | (sales["price"] > sales["high"])).astype(float)
sales["quantity"] = sales["quantity"].fillna(sales["quantity"].median())
sales["price"] = sales["price"].fillna(sales["price"].median())
sales = sales.drop(columns=["low", "high", "id"])
sales = sales.sort_values(["store", "product", "day"], ignore_index=True)

day = sales["day"].dt
sales["month"] = day.month.astype(float)
sales["day_of_month"] = day.day.astype(float)
sales["day_of_week"] = day.dayofweek.astype(float) + 1
sales["day_of_year"] = day.dayofyear.astype(float)
sales["week"] = day.isocalendar().week.astype(float)
sales["quarter"] = day.quarter.astype(float)
series = sales.groupby(["store", "product"], observed=True, sort=False)["quantity"]
for age in (1, 7, 14, 28):
    sales[f"lag_{age}"] = series.shift(age)
keys = [sales["store"], sales["product"]]
past = sales["lag_1"].groupby(keys, observed=True, sort=False)


def rolling(length, how):
    return getattr(past.rolling(length, min_periods=1), how)().reset_index(level=[0, 1], drop=True)


sales["mean_7"] = rolling(7, "mean")
sales["mean_28"] = rolling(28, "mean")
sales["min_28"] = rolling(28, "min")
sales["max_28"] = rolling(28, "max")
for region in sorted(sales["region"].cat.categories):
    sales[f"region={region}"] = (sales["region"] == region).astype(float)
del sales["region"]
sales.to_pickle(target)

for column in sales.columns:
    if sales[column].dtype == np.float64:
        print("sum", column, repr(float(sales[column].sum())), int(sales[column].notna().sum()))
print("rows", len(sales))
usage = resource.getrusage(resource.RUSAGE_SELF)
print("cpu_s", usage.ru_utime + usage.ru_stime, "peak_mb", usage.ru_maxrss / 1024)
