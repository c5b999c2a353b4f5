# Writes the reference values beside it: python3 make.py (pandas 1.5.3, NumPy, scikit-learn 1.2.1).
import numpy as np, pandas as pd
from sklearn.preprocessing import RobustScaler, QuantileTransformer, KBinsDiscretizer, StandardScaler, MinMaxScaler, OrdinalEncoder
from sklearn.utils import murmurhash3_32

rng = np.random.default_rng(7)
HORIZON = pd.Timedelta(days=2)


def text(x):
    return '' if x is None or (isinstance(x, float) and np.isnan(x)) else repr(float(x))


def write(name, columns, rows):
    with open(name, 'w') as f:
        f.write(','.join(columns) + '\n')
        for row in rows:
            f.write(','.join(v if isinstance(v, str) else text(v) for v in row) + '\n')


# ---- windows: every value by a search of the calendar, statistics by NumPy and pandas
frames = []
for key in 'abc':
    days = pd.date_range('2024-02-01', periods=70)[rng.random(70) < 0.8]
    units = np.where(rng.random(len(days)) < 0.25, 0.0, np.round(rng.gamma(2, 5, len(days)), 2))
    units[rng.random(len(days)) < 0.12] = np.nan
    frames.append(pd.DataFrame({'key': key, 'day': days, 'units': units}))
rows = []
for frame in frames:
    s = frame.set_index('day')['units']

    def at(t):
        return s.get(t, np.nan)

    for t in s.index:
        end = t - HORIZON
        w = s[(s.index > end - pd.Timedelta(days=14)) & (s.index <= end)].dropna()
        past = s[s.index <= end].dropna()
        short = s[(s.index > end - pd.Timedelta(days=6)) & (s.index <= end)].dropna()
        some = len(w) > 0
        seasons = pd.Series([at(t - pd.Timedelta(days=7 * k)) for k in (1, 2, 3)]).dropna()
        nonzero = short[short != 0]
        rows.append([frame['key'].iloc[0], t.strftime('%Y-%m-%d'), at(t),
            at(t - pd.Timedelta(days=3)), w.mean(), w.sum(), w.std(), w.min(), w.max(), len(w),
            w.median(), w.iloc[-1] if some else np.nan, np.quantile(w, 0.9) if some else np.nan,
            w.ewm(halflife='3 days', times=w.index).mean().iloc[-1] if some else np.nan,
            past.mean(), past.sum(), past.std(), past.min(), past.max(), len(past), past.median(),
            past.iloc[-1] if len(past) else np.nan, np.quantile(past, 0.25) if len(past) else np.nan,
            (t - short.index[-1]).days if len(short) else np.nan,
            (t - nonzero.index[-1]).days if len(nonzero) else np.nan,
            seasons.mean(), at(t - pd.Timedelta(days=2)) - at(t - pd.Timedelta(days=5)), at(t - pd.Timedelta(days=14))])
order = rng.permutation(len(rows))
write('windows.csv', ['key', 'day', 'units', 'lag', 'mean', 'sum', 'std', 'min', 'max', 'count', 'median', 'last', 'quantile',
    'exponential', 'all_mean', 'all_sum', 'all_std', 'all_min', 'all_max', 'all_count', 'all_median', 'all_last',
    'all_quantile', 'since_event', 'since_non_zero', 'seasons', 'difference', 'seasonal_lag'], [rows[i] for i in order])

# ---- scaling and binning: 101 distinct values, so that all definitions of a quartile agree
x = np.round(np.exp(rng.normal(0, 1, 101)), 6)
assert len(set(x)) == 101
c = x.reshape(-1, 1)
n = len(x)
columns = [x, (x - x.mean()) / x.std(ddof=1), MinMaxScaler().fit_transform(c)[:, 0], RobustScaler().fit_transform(c)[:, 0],
    QuantileTransformer(n_quantiles=101, subsample=10**6).fit_transform(c)[:, 0],
    KBinsDiscretizer(5, encode='ordinal', strategy='uniform').fit_transform(c)[:, 0],
    KBinsDiscretizer(4, encode='ordinal', strategy='quantile').fit_transform(c)[:, 0],
    np.digitize(x, [0.5, 1.0, 2.0]), np.log1p(x), np.sqrt(x)]
write('scaling.csv', ['x', 'standard', 'min_max', 'robust', 'quantile', 'uniform_bins', 'quantile_bins', 'bins', 'log1p', 'sqrt'],
    zip(*columns))

# ---- categories: groups by pandas, target encoding fold by fold
names = ['North', 'South', 'Öst', '西', 'rare1', 'rare2']
d = pd.DataFrame({'id': [f'id{i}' for i in range(200)],
    'store': rng.choice(names, 200, p=[.4, .3, .18, .1, .01, .01]), 'x': np.round(rng.normal(10, 4, 200), 3)})
d.loc[rng.random(200) < 0.05, 'store'] = None
d['y'] = np.round(d['x'] + d['store'].map({k: i for i, k in enumerate(names)}).fillna(0) + rng.normal(0, 1, 200), 3)
d.loc[rng.random(200) < 0.05, 'x'] = np.nan
FOLDS, SMOOTHING, SEED = 4, 5.0, 11
d['fold'] = [murmurhash3_32(i, seed=SEED, positive=True) % FOLDS for i in d['id']]


def encoding(part):
    overall = part['y'].mean()
    by = part.groupby('store')['y'].agg(['sum', 'count'])
    return overall, (by['sum'] + SMOOTHING * overall) / (by['count'] + SMOOTHING)


full_mean, full = encoding(d)
train = []
for _, row in d.iterrows():
    mean, table = encoding(d[d['fold'] != row['fold']])
    train.append(table.get(row['store'], mean) if row['store'] is not None else mean)
by = d.groupby('store')['x']
share = d['store'].value_counts() / d['store'].notna().sum()
frequent = sorted(k for k in share.index if share[k] >= 0.05)
order = sorted(share.index)
rows = []
for i, row in d.iterrows():
    k = row['store']
    none = k is None
    rows.append([row['id'], '' if none else k, row['x'], row['y'], train[i], full_mean if none else full[k],
        np.nan if none else by.mean()[k], np.nan if none else by.sum()[k], np.nan if none else by.std()[k],
        np.nan if none else by.min()[k], np.nan if none else by.max()[k], np.nan if none else by.count()[k],
        0 if none else share[k], np.nan if none else order.index(k),
        np.nan if none else (frequent.index(k) if k in frequent else len(frequent)),
        1 if k == 'North' else 0, 1 if not none and k not in frequent else 0,
        np.nan if none else murmurhash3_32(k, seed=0, positive=True) % 7,
        np.nan if none else murmurhash3_32(k, seed=murmurhash3_32(row['id'], seed=0, positive=True), positive=True) % 5])
write('categories.csv', ['id', 'store', 'x', 'y', 'target_train', 'target_live', 'group_mean', 'group_sum', 'group_std', 'group_min',
    'group_max', 'group_count', 'frequency', 'ordinal', 'ordinal_grouped', 'north', 'other', 'hash', 'hash_pair'], rows)

# ---- MurmurHash3: texts of every length and plane
texts = ['', 'a', 'ab', 'abc', 'abcd', 'hello world', 'Öl', '西安', '\U0001F600', 'x\U0001F600y', 'ß' * 9]
with open('murmur3.csv', 'w') as f:
    f.write('text,seed,hash\n')
    for t in texts:
        for seed in (0, 11, 0x7fffffff):
            f.write(f'{t},{seed},{murmurhash3_32(t, seed=seed)}\n')
