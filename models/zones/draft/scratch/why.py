import sys
from resumefit.reading.read import read_text
from resumefit.language.outline import outline_of
from resumefit.language.zone_evidence import evidence_of
from resumefit.language.zone_model import *
def why(text):
    d=read_text(text); ps=outline_of(d); ev=evidence_of(d,ps); w=zone_weights()
    z=best_zones(ev,[p.joint for p in ps])
    for p,e,b in zip(ps,ev,z):
        print('##',d.quote(p.span),'|',p.joint,'|',p.opened,'->',b)
        sc=[0]*9
        for f in sorted(e):
            if f in w.features:
                r=w.features[f]; sc=[x+y for x,y in zip(sc,r)]
                print('   %-30s'%f,' '.join('%s%+d'%(n[:4],v) for n,v in zip(LEARNT,r) if abs(v)>15))
        print('   SUM',dict(zip(LEARNT,sc)))
why(sys.argv[1].replace('\\n','\n'))
