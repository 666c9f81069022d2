import sys; sys.path.insert(0,'snap/models/zones'); sys.path.insert(0,'zp')
from train import *
from resumefit.language.outline import _Outline
from resumefit.language.zones import _zone,_with_mark
INV={v:k for k,v in LETTERS.items()}; INV['waived']='w'
ex=list(read_gold(GOLD[0]))
w=Field(ex).fit()
Path('zp/w40.jsonl').write_text(lines_of(w))
P=ROOT/'tests/eval/probes'
for f in sorted(P.iterdir()):
    if not f.is_dir(): continue
    d=read_document(f/'posting.txt')
    ps=outline_of(d); zs=best_zones(evidence_of(d,ps),[p.joint for p in ps],w)
    print('===',f.name)
    O=_Outline(d); heads=[(b.span.start,d.quote(b.span)) for i,b in enumerate(O.blocks) if O.headings[i]]
    last=0
    for i,(p,z) in enumerate(zip(ps,zs)):
        for s,h in heads:
            if last<=s<p.span.start:
                print('   ##',h[:70])
        last=p.span.start
        print(i,INV[_zone(_with_mark(d,p.span),p,z,marked=False)],d.quote(p.span).replace('\n',' ')[:78])
