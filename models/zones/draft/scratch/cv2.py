import sys,time,collections; sys.path.insert(0,'snap/models/zones')
import train as T
from train import *
def ok(zone,got): return got==zone or (zone=='requirements' and got=='waived') or (zone=='meta' and got in('about','none')) or (zone=='conditions' and got in ('requirements','meta','benefits'))
def measure(ex,pred,gold):
    from resumefit.language.zones import _zone,_LEGEND,_with_mark
    marked=_LEGEND.search(ex.document.text) is not None
    fin=[_zone(_with_mark(ex.document,p.span),p,z,marked=marked) for p,z in zip(ex.passages,pred)]
    n=o=0;bad=[]
    marks=sorted((s,e,z) for s,e,z in marks_of(ex.document.text,gold))
    for i,(s,e,z) in enumerate(marks):
        if z in('title','heading'): continue
        nxt=marks[i+1][0] if i+1<len(marks) else len(ex.document.text)
        got=[f for p,f in zip(ex.passages,fin) if p.span.start<nxt and s<p.span.end]
        got=got[0] if got else 'none'
        n+=1;k=ok(z,got);o+=k
        if not k: bad.append((z,got,ex.document.text[s:s+70]))
    return n,o,bad
if __name__=='__main__':
    import json
    F=int(sys.argv[1]); show='-v' in sys.argv
    for a in sys.argv:
        if a.startswith('l2='): T.PENALTY=float(a[3:])
        if a.startswith('st='): T.STEP_PENALTY=float(a[3:])
        if a.startswith('min='): T.FEWEST=int(a[4:])
    folder=GOLD[0]
    golds=[json.loads(p.read_text())['zones'] for p in sorted((folder/'gold').glob('*.json'))]
    ex=list(read_gold(folder))
    extra=[]
    for a in sys.argv:
        if a.startswith('+'): extra+=list(read_made_up(Path(a[1:])))
    t=time.time(); n=o=0; conf=collections.Counter(); lines=[]
    for k in range(F):
        w=Field([e for i,e in enumerate(ex) if i%F!=k]+extra).fit()
        for i in range(k,len(ex),F):
            a,b,bad=measure(ex[i],best_zones(ex[i].evidence,ex[i].joints,w),golds[i]); n+=a;o+=b
            for x in bad: conf[x[:2]]+=1
            if bad: lines.append(ex[i].name+''.join('\n    %s'%(x,) for x in bad))
    if show: print('\n'.join(sorted(lines)))
    print('CV',o,n,'%.4f'%(o/n),len(w.features),'extra',len(extra),sum(len(e.passages) for e in extra),'%.0fs'%(time.time()-t)); print(conf.most_common(14))
