import sys,time,collections,json; sys.path.insert(0,'snap/models/zones'); sys.path.insert(0,'zp')
import train as T
from train import *
from cv2 import measure
def forg(z,g): return z==g or (z=='meta' and g in('about','conditions','benefits')) or (z=='conditions' and g in('requirements','meta','benefits'))
F=int(sys.argv[1]); V='-v' in sys.argv
for a in sys.argv:
    if a.startswith('l2='): T.PENALTY=float(a[3:])
    if a.startswith('cp='): T.CUE_PENALTY=float(a[3:])
    if a.startswith('st='): T.STEP_PENALTY=float(a[3:])
    if a.startswith('min='): T.FEWEST=int(a[4:])
    if a.startswith('n='): T.ROUNDS=int(a[2:])
g40=[json.loads(p.read_text())['zones'] for p in sorted((GOLD[0]/'gold').glob('*.json'))]
sets={'gold':list(read_gold(GOLD[0])),'probes':list(read_rows(HERE/'probes.jsonl')),'made':list(read_made_up(HERE/'made_up.txt'))}
DROP=[re.compile(a[5:]) for a in sys.argv if a.startswith('drop=')]
for v in sets.values():
    for e in v:
        for r in DROP: e.evidence[:]=[frozenset(x for x in f if not r.match(x)) for f in e.evidence]
ALL=[(k,i,e) for k,v in sets.items() for i,e in enumerate(v)]
t=time.time(); tot=collections.Counter(); conf=collections.Counter(); out=[]
for k in range(F):
    w=Field([e for j,(_,_,e) in enumerate(ALL) if j%F!=k]).fit()
    for j in range(k,len(ALL),F):
        name,i,e=ALL[j]
        pred=best_zones(e.evidence,e.joints,w)
        for p,z,g in zip(e.passages,e.zones,pred):
            if z is None: continue
            tot[name,'n']+=1; tot[name,'s']+=z==g; tot[name,'f']+=forg(z,g)
            if not forg(z,g):
                conf[z,g]+=1
                out.append(f'{name} {e.name[:30]:30s} {z:12s} {g:12s} {e.document.quote(p.span)[:80]!r}')
        if name=='gold':
            a,b,bad=measure(e,pred,g40[i]); tot['lines','n']+=a; tot['lines','s']+=b
for n in sets: print(n,tot[n,'n'],'strict %.4f forgiving %.4f'%(tot[n,'s']/tot[n,'n'],tot[n,'f']/tot[n,'n']))
print('40 lines (scratch rule) %.4f'%(tot['lines','s']/tot['lines','n']),len(w.features),'%.0fs'%(time.time()-t))
print(conf.most_common(16))
if V: print('\n'.join(sorted(out)))
