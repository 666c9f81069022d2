import sys,json,collections,random; sys.path.insert(0,'snap/models/zones'); sys.path.insert(0,'zp')
import train as T
from train import *
from cv2 import measure
T.PENALTY=0.5; T.ROUNDS=150
g40=[json.loads(p.read_text())['zones'] for p in sorted((GOLD[0]/'gold').glob('*.json'))]
gold=list(read_gold(GOLD[0])); pr=list(read_rows(HERE/'probes.jsonl')); made=list(read_made_up(HERE/'made_up.txt'))
DROP=[re.compile(a[5:]) for a in sys.argv if a.startswith('drop=')]
for e in gold+pr+made:
    for r in DROP: e.evidence[:]=[frozenset(x for x in f if not r.match(x)) for f in e.evidence]
random.seed(1); rest=pr+made; random.shuffle(rest)
for n in (len(rest),):
    w=Field(rest[:n]).fit(); a=b=0
    for e,g in zip(gold,g40):
        x,y,_=measure(e,best_zones(e.evidence,e.joints,w),g); a+=x;b+=y
    print(n,'made/probes postings -> gold 40 lines %.4f'%(b/a))
