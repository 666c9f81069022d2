"""What the checks rest on, where several of them rest on one thing: each can be looked up under these words."""

from __future__ import annotations

GREENHOUSE = 'Greenhouse Support, "Unsuccessful resume parse", support.greenhouse.io/hc/en-us/articles/200989175'
LEVER = 'Lever Help Center, "Understanding resume parsing", help.lever.co/hc/en-us/articles/20087345054749'
RCHILLI = 'RChilli, "Resume Quality", documentation of its resume parser, docs.rchilli.com'
SOVREN = 'Sovren Group (now Textkernel), "Tips for Electronic Resumes", revised 16 April 2015'
TEXTKERNEL = 'Textkernel, "Parser Output", documentation of its Tx Platform, developer.textkernel.com'
SPELLING_STUDY = (
    'Sterkens, Caers, De Couck, Van Driessche, Geamanu and Baert (2023), "Costly mistakes: Why and when spelling errors in '
    'resumes jeopardise interview chances", PLOS ONE 18(4), e0283280'
)
EMAIL_STUDY = (
    'Van Toorenburg, Oostrom and Pollet (2015), "What a Difference Your E-Mail Makes: Effects of Informal E-Mail Addresses '
    'in Online Résumé Screening", Cyberpsychology, Behavior, and Social Networking 18(3), 135-140'
)
GAP_STUDIES = (
    'Kroft, Lange and Notowidigdo (2013), "Duration Dependence and Labor Market Conditions: Evidence from a Field '
    'Experiment", '
    "Quarterly Journal of Economics 128(3); against it Farber, Silverman and von Wachter (2017), "
    '"Factors Determining Callbacks to Job Applications by the Unemployed: An Audit Study", RSF Journal 3(3), 168-201'
)
PERSONAL_DATA = (
    'U.S. Equal Employment Opportunity Commission, informal discussion letter "Title VII/ADEA Pre-employment Inquiries", '
    '9 May 2006; American Chemical Society, "The Structure of a Resume - What Not to Include", acs.org'
)
PHOTOGRAPH = (
    'U.S. Equal Employment Opportunity Commission, "Prohibited Employment Policies/Practices", eeoc.gov: "employers should '
    'not ask for a photograph of an applicant"; that a square picture is one: our judgement'
)
ILLINOIS = (
    'The Career Center, University of Illinois Urbana-Champaign, "How to Write a Resume", careercenter.illinois.edu'
)
NC_STATE = 'Professional Writing, NC State University, "Lesson: Five Resume Grammar Guidelines" (2014)'
FITCHBURG = 'Career Services, Fitchburg State University, "Writing Your Resume: General Hints", fitchburgstate.edu'
LINKEDIN = (
    "LinkedIn's yearly lists of overused words in profiles, 2010 to 2014 (reprinted by The Telegram, 2 January 2014)"
)
DAXTRA = (
    "Mercury, knowledge base article KA-01555 on CV formats for the Daxtra parsing engine (\"Do's and Don'ts\"), "
    "portal.wearemercury.com"
)
TALEO = (
    'Oracle, "Attachment - Permissions and Settings", Oracle Taleo Enterprise Edition, Recruiting Administration Guide, '
    "docs.oracle.com (Attached File Maximum Size)"
)
USA_STAFFING = 'U.S. Office of Personnel Management, USA Staffing Apply help, "Documents", help.usastaffing.gov'
USAJOBS = (
    'USAJOBS Help Center, "How do I write a resume for a federal job?" and "How to add a résumé to your profile", '
    "help.usajobs.gov (2025)"
)
PDF_STANDARD = "ISO 32000-1:2008 (PDF 1.7)"
MICROSOFT_HIDDEN = (
    'Microsoft Support, "Remove hidden data and personal information by inspecting documents, presentations, or '
    'workbooks", support.microsoft.com'
)
PAGES_STUDY = (
    'ResumeGo (2018), "Settling the Debate: One or Two Page Resumes", a simulated hiring with 482 professionals'
)
FILTERS = (
    'Greenhouse Support, "Auto-reject", support.greenhouse.io/hc/en-us/articles/360000653472; Oracle, Taleo '
    'Enterprise, "Prescreening Candidates", docs.oracle.com/en/cloud/saas/taleo-enterprise'
)
