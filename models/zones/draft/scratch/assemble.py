import sys,re,tomllib; sys.path.insert(0,'zp')
from cues_more import MORE
import subprocess
src=subprocess.run(['git','-C','','show','HEAD:resumefit/data/zones.toml'],capture_output=True,text=True).stdout
hc=src[src.index('\n[heading_cues]\n')+1:src.index('\n[cues]\n')]
cues=src[src.index('\n[cues]\n')+1:]
cues=cues.replace("preferred = [\n","preferred = [\n    '\\b(?:is|are|be|being) (?:also |very |really |always |most )*(?:handy|useful|helpful|welcome|nicer?|lovely|beneficial|advantageous)\\b', '(?:helpful|handy|useful|lovely|nice)[.!]?$', 'would (?:also )?be an? (?:\\w+ )?help\\b', 'would help\\b', 'head start',\n",1)
CONDITIONS=r"""
conditions = [
    '\bon[- ]call\b|\bstandby\b|\bpager\b', '\b(?:rota|roster|rotation)\b.{0,40}\b(?:week|day|night|month|shift)|\bone (?:week|weekend|saturday|sunday) in (?:two|three|four|five|six|seven|eight|\d)',
    '(?:right|authori[sz]ed|eligible|eligibility|entitled|entitlement|permitted|permission|authori[sz]ation|allowed) to (?:live and |already )?work\b', '\bwork(?:ing)? (?:permit|authori[sz]ation|rights|visa)\b', '\bsponsor(?:ship)?\b.{0,30}\bvisas?\b|\bvisas?\b.{0,20}\bsponsor|(?:offer|provide|without|unable to|cannot|can(?:no|.)t|don.t|not) (?:\w+ )?sponsor',
    '\blift(?:s|ing)?\b.{0,40}?\d+ ?-?(?:lbs?|pounds|kg|kilos?)\b', '\b(?:stand(?:ing|s)?|walk(?:ing|s)?|on your feet)\b.{0,30}\b(?:hours?|periods|shift|day|feet)\b|\bon your feet\b', '\bwork(?:ing)? at heights?\b|\bin all weathers?\b', '\b(?:physically fit|heavy lifting|manual handling of)\b',
    '\btravel(?:s|ling|ing)?\b.{0,20}\d+ ?%|\d+ ?% (?:of the time )?(?:\w+ )?travel', '\b(?:willing(?:ness)?|able|ability|prepared|available|happy) to (?:travel|relocate|commute)\b', '\b(?:occasional|some|frequent|regular|monthly|overnight|domestic|international) travel\b',
    '\b(?:background|police|criminal|credit|reference|record|security|conflicts?) (?:and \w+ )?(?:checks?|screening|vetting|investigation)\b', '\bdrug (?:and alcohol )?(?:test|screen)|\b(?:alcohol|urine) test', '\b(?:enhanced|basic|standard)? ?dbs\b|\bpvg\b|\bgarda vetting\b|\bworking with children check', '\bsecurity clearance\b|\b(?:sc|dv|secret) clear',
    '\b(?:weekends?|evenings?|nights?|saturdays?|sundays?|shifts?|holidays?|overtime|early mornings?)(?:(?:,| and| or|/) ?(?:weekends?|evenings?|nights?|saturdays?|sundays?|holidays?|overtime))* (?:availability|work(?:ing)?\b|shifts?\b|required|as (?:needed|required)|on a rota|in rotation|by turns)', '\b(?:availab(?:le|ility)|flexib(?:le|ility)|able|willing|prepared)\b.{0,30}\b(?:weekends?|evenings?|nights?|saturdays?|sundays?|shifts?|overtime|rota|holidays)\b', '\b(?:rotating|night|weekend|two-cycle|split|12-hour|alternate) (?:shifts?|weekends?)\b',
    '\b(?:at least|must be|over|aged?|minimum age(?: of)?) (?:the age of )?(?:18|21|22|23|25)\b(?! (?:months|hours|years.{0,4} (?:of )?exp))', '\b(?:u\.?s\.? (?:person|citizen)|citizenship|nationals? only)\b', '\bproof of (?:vaccination|immuni[sz]ation)|\bvaccinat(?:ion|ed) (?:is|against|required)', '\bpre-?employment (?:medical|physical|checks?|screening|drug)', '\bprobation(?:ary)? period\b',
]
"""
order=['waived','legal','apply','benefits','preferred','requirements','duties','conditions','about','meta']
hints='[hints]\n'+'\n'.join(f"{z} = [\n{MORE[z].strip(chr(10))}\n]\n" for z in order if z in MORE)
head="# head\n\n"
hc=hc.replace("requirements = [\n","requirements = [\n    '\\bsigns (?:that )?you', '\\bour person\\b', ",1).replace("benefits = [\n","benefits = [\n    '\\bmoney\\b', '\\bwages?\\b', ",1)
hc=hc.replace("preferred = [\n","preferred = [\n    '\\bdream\\b', ",1)
out=head+open('zp/frag.toml').read()+'\n'+open('zp/headings.toml').read()+open('zp/patterns.toml').read()+'\n'+hc+cues+CONDITIONS+'\n'+hints
out=out.replace("skills = '<skill>(?:(?: and| or|) <skill>){0,4}'\n",'',1).replace("skill = '(?:req","skills = '<skill>(?:(?: and| or|) <skill>){0,4}'\nskill = '(?:req",1)
tomllib.loads(out)
open('snap/resumefit/data/zones.toml','w').write(out)
