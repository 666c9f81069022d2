import sys; sys.path.insert(0,'zp')
from proto import *
import time
data=load40()
opts=tuple(sys.argv[2].split(',')) if len(sys.argv)>2 else ('cues','words','shape','conj')
l2=float(sys.argv[3]) if len(sys.argv)>3 else 1.0
seqs=[([feats(u,opts) for u in us],[u['bd'] for u in us],[u['gold'] for u in us]) for _,us,_,_ in data]
F=int(sys.argv[1]); n=o=0; conf=collections.Counter()
t=time.time()
for k in range(F):
    m=CRF(l2=l2).fit([s for i,s in enumerate(seqs) if i%F!=k])
    for i in range(k,len(seqs),F):
        name,us,d,g=data[i]
        a,b,bad=measure(d,us,m.predict(seqs[i][0],seqs[i][1]),g); n+=a;o+=b
        for x in bad: conf[x[:2]]+=1
        if len(sys.argv)>4: print(name,*['\n    %s'%(x,) for x in bad])
print(opts,l2,'CV',o,n,o/n,len(m.v),'%.0fs'%(time.time()-t)); print(conf.most_common(14))
