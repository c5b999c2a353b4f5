"""Writes the stored forms that readers of version 1 must open for ever, and prints what they predict.
Run: python3 goldens.py. The predictions come from Python's own floats and math.exp, not from the models."""
import base64, json, math, struct

def doubles(*v): return base64.b64encode(struct.pack('<%dd' % len(v), *v)).decode()
def dump(d): return json.dumps(d, separators=(',', ':'))
def nested(kind, content): return {'type': kind, 'version': 1, 'content': base64.b64encode(content.encode()).decode()}

features = ['a', 'b', 'c', 'd', 'e']
w1, i1 = [0.5, -1.25, 2.0, 0.0, 0.125], -0.75
w2, i2 = [-0.25, 0.5, 1.0, 1.5, -2.0], 0.5
w3, i3 = [1.0, 1.0, -1.0, 0.25, 0.0], 0.25
row = [1.5, -0.5, 0.25, 2.0, -1.0]
dot = lambda w, i: math.fsum(x * y for x, y in zip(row, w)) + i
sigmoid = lambda z: 1 / (1 + math.exp(-z))

linear = lambda w, i: dump({'features': features, 'weights': doubles(*w), 'intercept': i})
logistic = lambda w, i: dump({'features': features, 'classes': ['no', 'yes'], 'weights': doubles(*w), 'intercept': i})
multinomial = dump({'features': features, 'classes': ['x', 'y', 'z'], 'weights': doubles(*w1, *w2, *w3),
                    'intercepts': doubles(i1, i2, i3)})
weighted = lambda kind, contents, *w: dump({'weights': doubles(*w), 'members': [nested(kind, c) for c in contents]})
meta = dump({'features': ['one', 'two'], 'weights': doubles(0.75, 0.5), 'intercept': -1.0})
stacked = dump({'names': ['one', 'two'],
                'members': [nested('linear', linear(w1, i1)), nested('linear', linear(w2, i2))],
                'meta': nested('linear', meta)})
ints = lambda *v: base64.b64encode(struct.pack('<%di' % len(v), *v)).decode()
longs = lambda *v: base64.b64encode(struct.pack('<%dq' % len(v), *v)).decode()
# Tree 0: d in {0, 2} ? (1, 3) : (a <= 1.5 ? (2, 2) : (4, 1)); tree 1: (0.5, 0.25). Others than 0 to 62 go right at the set.
forest = dump({'features': features, 'classes': ['no', 'yes'], 'link': 'share', 'starts': ints(0, 5, 6),
               'left': ints(1, -1, 3, -1, -1, -1), 'right': ints(2, 0, 4, 1, 2, 3), 'feature': ints(3, 0, 0, 0, 0, 0),
               'threshold': doubles(0, 0, 1.5, 0, 0, 0), 'leaves': doubles(1, 3, 2, 2, 4, 1, 0.5, 0.25),
               'sets': ints(0, 1, 1, 1, 1, 1, 1), 'categories': longs(0b1010)})
forms = {'forest': forest, 'linear': linear(w1, i1), 'logistic': logistic(w1, i1), 'multinomial': multinomial,
         'blend': weighted('logistic', [logistic(w1, i1), logistic(w2, i2)], 3.0, 1.0),
         'voting': weighted('logistic', [logistic(w1, i1), logistic(w2, i2), logistic(w3, i3 - 2.5)], 2.0, 1.0, 5.0),
         'stacked': stacked}
for kind, text in forms.items():
    open(kind + '-v1.json', 'w').write(text)
z = [dot(w1, i1), dot(w2, i2), dot(w3, i3)]
print('margins', z)
print('logistic', sigmoid(z[0]))
total = sum(map(math.exp, z))
print('multinomial', [math.exp(v) / total for v in z])
print('blend', (3 * sigmoid(z[0]) + sigmoid(z[1])) / 4)
print('voting', (2 * (z[0] >= 0) + (z[1] >= 0) + 5 * (z[2] - 2.5 >= 0)) / 8)
print('stacked', 0.75 * z[0] + 0.5 * z[1] - 1)
print('forest', 3.25 / 4.75)  # d is 2, so (1, 3) + (0.5, 0.25)

# An LSTM with two hidden units over a window of two steps and one covariate, computed gate by gate.
floats = lambda v: base64.b64encode(struct.pack('<%df' % len(v), *v)).decode()
H, F, U, K, Q = 2, 3, 2, 3, 3
state = [1]
def weights(count, size):
    out = []
    for _ in range(count):
        state[0] = state[0] * 1103515245 + 12345 & 0x7fffffff
        out.append(struct.unpack('<f', struct.pack('<f', size * (state[0] / 2 ** 30 - 1)))[0])
    return out
w_in, w_rec, w_b = weights(4 * H * F, 0.8), weights(4 * H * H, 0.8), weights(4 * H, 0.5)
w_ctx, w_fut, w_ub = weights(U * H, 0.9), weights(U * K, 0.9), weights(U, 0.5)
w_out, w_skip, w_ob = weights(Q * U, 0.9), weights(Q * K, 0.5), weights(Q, 0.2)
center, spread = 0.5, 2.0
lstm = dump({'target': 'units', 'window': 2, 'horizon': 1, 'seasons': ints(1), 'covariates': ['price'], 'statics': [],
             'levels': doubles(0.1, 0.5, 0.9), 'logarithm': True, 'nonNegative': False, 'hidden': H, 'layers': 1, 'units': U,
             'embedding': 1, 'centers': doubles(center), 'spreads': doubles(spread),
             'weights': floats(w_in + w_rec + w_b + w_ctx + w_fut + w_ub + w_out + w_skip + w_ob)})
open('lstm-v1.json', 'w').write(lstm)
y, price = row[:2], row[2:]
scale = sum(map(abs, y)) / 2
log = lambda v: math.copysign(math.log1p(abs(v / scale)), v)
std = lambda v: (v - center) / spread
h, c = [0.0] * H, [0.0] * H
for t in range(2):
    x = [log(y[t]), 1.0, std(price[t])]
    g = [w_b[j] + sum(w_in[j * F + k] * x[k] for k in range(F)) + sum(w_rec[j * H + k] * h[k] for k in range(H))
         for j in range(4 * H)]
    c = [sigmoid(g[H + j]) * c[j] + sigmoid(g[j]) * math.tanh(g[2 * H + j]) for j in range(H)]
    h = [sigmoid(g[3 * H + j]) * math.tanh(c[j]) for j in range(H)]
f = [log(y[1]), std(price[2]), 1.0]
u = [max(0, w_ub[j] + sum(w_ctx[j * H + k] * h[k] for k in range(H)) + sum(w_fut[j * K + k] * f[k] for k in range(K)))
     for j in range(U)]
q = [w_ob[j] + sum(w_out[j * U + k] * u[k] for k in range(U)) + sum(w_skip[j * K + k] * f[k] for k in range(K))
     for j in range(Q)]
print('lstm', sorted(scale * math.copysign(math.expm1(abs(v)), v) for v in q)[1])
