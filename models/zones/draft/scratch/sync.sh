cd 
tar cf - --exclude='*/postings_2' --exclude=__pycache__ --exclude=language/zones.py --exclude=language/headings.py --exclude=language/blocks.py --exclude=language/outline.py --exclude='zone_*' --exclude=data/zones.toml --exclude=eval/zones_measure.py --exclude=postings_baseline.json resumefit tests pyproject.toml | (cd snap && tar xf -)
