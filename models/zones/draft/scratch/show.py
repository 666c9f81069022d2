import sys
from resumefit.reading.read import read_document
from resumefit.language.zones import statements_of
from resumefit.language.outline import _Outline
for f in sys.argv[1:]:
    d=read_document(f); print('=====',f)
    o=_Outline(d); heads=[(b.span.start,t) for b,t,h in zip(o.blocks,o.texts,o.headings) if h]
    last=-1
    for s in statements_of(d):
        for a,t in heads:
            if last<a<s.span.start: print('  ##',t[:80])
        last=s.span.start
        print(s.zone[:4],'|',d.quote(s.span)[:110].replace('\n',' '))
