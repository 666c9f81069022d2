import json,re,sys,collections,pathlib
import numpy as np
from resumefit.reading.read import read_document, read_text
from resumefit.language import zones as Z
from resumefit.language.words import base_form
from resumefit.language.phrases import common_verbs
from resumefit.language.blocks import sentences_of
from resumefit.reading.document import Span
ZONES=["requirements","preferred","duties","about","benefits","legal","apply","conditions","meta"]
IX={z:i for i,z in enumerate(ZONES)}
WORD=re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
def units(d):
    z=Z._Zoner(d); out=[]; headed=None; how='none'; htext=''; first=True; after_head=False; prev=None; nh=0
    for i,b in enumerate(z.blocks):
        t=z.texts[i]
        if z.headings[i]:
            n=Z.normal_heading(t)
            zone=Z.heading_zone(t) if i else None
            if i==0: continue
            nh+=1
            headed=zone or 'unknown'; htext=t; after_head=True
            continue
        start,inline=b.span.start,None
        f=Z._LABELLED.match(d.text,b.span.start,b.span.end)
        lab=None
        if f:
            lz=Z.heading_zone(f[0].rstrip(':')) if True else None
            if lz: lab=lz
            if lz: start=f.end()
        for k,s in enumerate(sentences_of(d.text,Span(start,b.span.end))):
            tx=d.quote(s)
            sp=Z._spoken_heading(tx)
            if sp is not None: lab=sp; continue
            if prev is None: bd='start'
            elif after_head: bd='heading'
            elif k: bd='on'
            else:
                gap=d.text.count('\n',prev[0].span.end,b.span.start)>1
                bd=('gap' if gap else 'line')
                if b.role=='item' and prev[0].role=='item': bd='item'
            after_head=False
            out.append(dict(span=s,text=tx,item=b.role=='item',head=headed or 'none',htext=htext,label=lab,bd=bd,nh=nh,k=k,wasitem=prev is not None and prev[0].role=='item'))
            prev=(b,)
    n=len(out)
    for i,u in enumerate(out): u['pos']=i; u['n']=n; u['endheads']=u['nh']==nh
    return out
MAIL=re.compile(r"\S+@\S+|https?:|www\.|\b\d{3,5}[ -]\d{3,}")
MONEY=re.compile(r"[$£€]\s?\d|\b\d{2,3}k\b|\b(?:EUR|USD|CAD|AUD|SEK)\b",re.I)
def feats(u,opts=('cues','words','shape','conj')):
    t=u['text']; f=['bias']
    h=u['head']; hz='requirements' if h=='waived' else h
    f.append('under '+hz)
    if u['label']: f.append('label '+('requirements' if u['label']=='waived' else u['label']))
    cues=Z.zone_cues(t)
    if 'cues' in opts:
        for c,n in cues.items():
            f.append('says '+c)
            if n>1: f.append('says2 '+c)
            if 'conj' in opts: f.append(f'under {hz} says {c}')
    ws=[w.lower() for w in WORD.findall(t.replace('’',"'"))]
    if 'words' in opts:
        for w in set(map(base_form,ws)): f.append('w '+w)
        if ws: f.append('first '+base_form(ws[0]))
        if len(ws)>1: f.append('first2 '+ws[0]+' '+ws[1])
        for a,b in set(zip(ws,ws[1:])): f.append('b '+a+' '+b)
        if h=='unknown':
            for w in WORD.findall(u['htext'].lower()): f.append('hw '+w)
    if 'shape' in opts:
        f.append('item' if u['item'] else 'text')
        if u['pos']==0: f.append('pos0')
        if u['pos']<4: f.append('pos<4')
        if u['nh']==0 : f.append('before heads'); 
        if u['pos']<4 and u['nh']==0: f.append('top')
        r=u['pos']/max(1,u['n']-1)
        f.append('third%d'%int(r*4.99))
        if u['n']-u['pos']<=3: f.append('last3')
        if u['endheads'] and u['nh']: f.append('under last head')
        if not u['item'] and u['wasitem']: f.append('text after item')
        if MAIL.search(t): f.append('mail')
        if MONEY.search(t): f.append('money')
        if any(c.isdigit() for c in t): f.append('digit')
        if len(ws)<5: f.append('short')
        if len(ws)>20: f.append('long')
        if re.match(r"[^:.]{2,30}: \S",t): f.append('key value')
        if re.search(r" [|·•] | / ",t): f.append('bars')
        if t[:1].islower(): f.append('lower')
        if t[-1:]=='?': f.append('ask')
        if ws:
            if base_form(ws[0]) in common_verbs():
                f.append('verb0'); 
                if ws[0].endswith('ing'): f.append('gerund0')
                elif ws[0].endswith('s'): f.append('verbs0')
                else: f.append('imper0')
            elif ws[0].endswith('ing'): f.append('ing0')
    return f
def label(d,us,gold):
    marks=[]; at=0
    for p,z in gold:
        m=re.search(r'\s+'.join(map(re.escape,p.split())), d.text)
        if m: marks.append((m.start(),m.end(),z))
    marks.sort()
    for u in us:
        # prefix overlapping end in unit
        own=[z for s,e,z in marks if u['span'].start<=e-1 and s<u['span'].end]
        before=[z for s,e,z in marks if s<=u['span'].start]
        z=own[0] if own else (before[-1] if before else 'meta')
        u['gold']=z if z in IX else None
def load40(root=pathlib.Path('tests/eval/postings')):
    out=[]
    for g in sorted((root/'gold').glob('*.json')):
        gold=json.loads(g.read_text()); d=read_document(root/gold['source'])
        us=units(d); label(d,us,gold['zones']); out.append((g.name,us,d,gold['zones']))
    return out
BDS=['start','heading','on','item','line','gap']
class CRF:
    def __init__(s,l2=1.0,l2t=0.3,mindf=2,iters=250,lr=0.1): s.l2,s.l2t,s.mindf,s.iters,s.lr=l2,l2t,mindf,iters,lr
    def fit(s,seqs):
        df=collections.Counter(f for fs,_,_ in seqs for f in set(x for y in fs for x in y))
        s.v={f:i for i,f in enumerate(sorted(f for f,n in df.items() if n>=s.mindf))}
        V,K=len(s.v),len(ZONES); B=len(seqs); T=max(len(fs) for fs,_,_ in seqs)
        rows,cols=[],[]
        lab=np.full((B,T),-1); bd=np.zeros((B,T),int); mask=np.zeros((B,T),bool)
        for b,(fs,bs,ls) in enumerate(seqs):
            for t,f in enumerate(fs):
                mask[b,t]=True; bd[b,t]=BDS.index(bs[t]); lab[b,t]=IX[ls[t]] if ls[t] else -1
                for x in set(f):
                    if x in s.v: rows.append(b*T+t); cols.append(s.v[x])
        import scipy.sparse as sp
        X=sp.csr_matrix((np.ones(len(rows)),(rows,cols)),shape=(B*T,V))
        W=np.zeros((V,K)); TR=np.zeros((len(BDS),K,K)); TR0=np.zeros((K,K))
        params=[W,TR,TR0]; m=[np.zeros_like(p) for p in params]; v=[np.zeros_like(p) for p in params]
        allow=np.where((lab[...,None]<0)|(lab[...,None]==np.arange(K)),0,-1e9)
        def fb(E,TT):
            a=np.zeros((B,T,K)); bb=np.zeros((B,T,K))
            a[:,0]=E[:,0]
            for t in range(1,T):
                x=a[:,t-1,:,None]+TT[:,t]; mx=x.max(1); na=mx+np.log(np.exp(x-mx[:,None]).sum(1))+E[:,t]
                a[:,t]=np.where(mask[:,t,None],na,a[:,t-1])
            for t in range(T-2,-1,-1):
                x=TT[:,t+1]+(E[:,t+1]+bb[:,t+1])[:,None,:]; mx=x.max(2); nb=mx+np.log(np.exp(x-mx[:,:,None]).sum(2))
                bb[:,t]=np.where(mask[:,t+1,None],nb,0)
            last=a[:,-1]; mx=last.max(1); Zt=mx+np.log(np.exp(last-mx[:,None]).sum(1))
            P=np.exp(a+bb-Zt[:,None,None])*mask[...,None]
            pair=np.exp(a[:,:-1,:,None]+TT[:,1:]+(E[:,1:]+bb[:,1:])[:,:,None,:]-Zt[:,None,None,None])*mask[:,1:,None,None]
            return Zt,P,pair
        for it in range(s.iters):
            E=(X@W).reshape(B,T,K); TT=TR0+TR[bd]
            Z1,P1,Q1=fb(E,TT); Z0,P0,Q0=fb(E+allow,TT)
            gW=X.T@((P1-P0).reshape(B*T,K))+s.l2*W
            gQ=Q1-Q0
            gT0=gQ.sum((0,1))+s.l2t*TR0; gT=np.zeros_like(TR)
            for k in range(len(BDS)): gT[k]=gQ[bd[:,1:]==k].sum(0)+s.l2t*TR[k]
            for j,g in enumerate((gW,gT,gT0)):
                m[j]=.9*m[j]+.1*g; v[j]=.99*v[j]+.01*g*g
                params[j]-=s.lr*(m[j]/(1-.9**(it+1)))/(np.sqrt(v[j]/(1-.99**(it+1)))+1e-8)
        s.W,s.T=W,TR0+TR
        return s
    def predict(s,fs,bs):
        K=len(ZONES); best=None; back=[]
        for t,f in enumerate(fs):
            e=np.zeros(K)
            for x in set(f):
                if x in s.v: e=e+s.W[s.v[x]]
            if best is None: best=e; continue
            x=best[:,None]+s.T[BDS.index(bs[t])]; back.append(x.argmax(0)); best=x.max(0)+e
        p=[int(best.argmax())]
        for bk in reversed(back): p.append(int(bk[p[-1]]))
        return [ZONES[i] for i in reversed(p)]
def ok(zone,got):
    return got==zone or (zone=='requirements' and got=='waived') or (zone=='meta' and got in('about','none')) or (zone=='conditions' and got in ('requirements','meta','benefits'))
def measure(d,us,pred,gold):
    n=o=0; bad=[]
    for p,zone in gold:
        if zone in('title','heading'): continue
        m=re.search(r'\s+'.join(map(re.escape,p.split())), d.text)
        if not m: continue
        got=[z for u,z in zip(us,pred) if u['span'].start<=m.end()-1 and m.start()<u['span'].end]
        got=got[0] if got else 'none'
        n+=1; k=ok(zone,got); o+=k
        if not k: bad.append((zone,got,p))
    return n,o,bad
