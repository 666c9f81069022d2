from resumefit.language.zone_wordings import named_zone,composed_zone,heading_zone
import collections
n=ok=0; bad=collections.defaultdict(list)
for l in open('zp/headlist.txt'):
    z,_,r=l.strip().partition(': ')
    for h in r.split('; '):
        g=heading_zone(h); how='N' if named_zone(h) else 'C' if composed_zone(h) else 'T' if g else '-'
        n+=1; ok+=g==z
        if g!=z: bad[z].append(f'{h} [{how} {g}]')
print(ok,n,ok/n)
for z,v in bad.items(): print(z,':',' ; '.join(v))
