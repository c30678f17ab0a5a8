"""English."""

from domain.questions.wording import Language, Wording

_WHO = r"(?:you|the (?:candidate|applicant))"
_ARE = (
    rf"(?:are|were|aren't|weren't|is|was) {_WHO}"
    r"(?: (?:currently|already|still|perhaps|by any chance))?"
)
_DO = rf"(?:do|did|does|don't|will|would) {_WHO}(?: (?:currently|ever|already|still|also|usually))?"
_HAVE = rf"(?:{_DO} have|have {_WHO} got|have {_WHO} ever had)"
_EVER = rf"(?:have|has) {_WHO}(?: ever| already| recently)?"
_YOUR = r"(?:your(?: own)?|the (?:candidate|applicant)'?s'?)"
_SOME = r"(?: (?:a|an|any|some|the|young|small|visible|known|serious|chronic|other))*"
_PAY = r"(?:salary|pay|compensation|wages?|earnings|income|ctc|package|bonus|remuneration)"
_PAST = r"(?:current|last|previous|present|former|past|prior|most recent|old)"
_CRIME = r"(?:crimes?|felony|felonies|misdemeanou?rs?|offen[cs]es?)"
_NOT_RELEVANT = (
    r"(?![^.?!]{0,80}\b(?:relevan\w+|relat\w+|bears?|connected|required by law|"
    r"for this (?:role|job|position))\b)"
)
_BELIEVER = (
    r"(?:religious|christian|muslim|jewish|jew|hindu|buddhist|sikh|catholic|protestant|atheist|"
    r"mormon|baptist|evangelical|believer|jehovah's witness)"
)
_PEOPLE = (
    r"(?:black|white|asian|african|hispanic|latin[oa]|arab|roma|mexican|indian|chinese|turkish|"
    r"polish|russian|nigerian|american|british|german|french|immigrant|foreigner|refugee|"
    r"native (?:\w+ )?speaker)"
)

ENGLISH: Language = {
    "age": Wording(
        ask=(
            rf"how old (?:are|is|were) {_WHO}",
            rf"(?:when|what year|in (?:which|what) year) (?:were|was|are|is) {_WHO} born",
            (
                rf"{_ARE} (?:over|under|older than|younger than|above|below)"
                r" (?:the age of )?(?!1[3-8]\b|21\b)\d\d"
            ),
            rf"{_ARE} (?:not )?too (?:old|young)",
            (
                rf"(?:when|how soon|at what age|how long until) (?:(?:do|will|are|is|does) )?{_WHO}"
                r"(?: (?:plan(?:ning)?|intend(?:ing)?|going|expect|hope|want)(?: to| on)?)? "
                r"retir\w+"
            ),
        ),
        yours=(
            rf"{_YOUR} (?:exact |current )?age",
            rf"{_YOUR} (?:date of birth|birth ?date|birthday|year of birth|birth year)",
            rf"{_YOUR} retirement",
            rf"younger than {_WHO}",
        ),
        mention=(
            (
                rf"(?:when|what year|in (?:which|what) year) did {_WHO}"
                r" (?:graduate(?: from \w+)?|finish (?:high )?school|leave school)"
            ),
            r"digital natives?",
            r"young(?:,| and) (?:dynamic|energetic|hungry|fresh)",
            r"youthful|too old|age limit",
        ),
    ),
    "family": Wording(
        ask=(
            (
                rf"{_ARE} (?:married|divorced|widowed|pregnant|expecting a (?:baby|child)|"
                rf"childless|"
                r"in a relationship|living together|a (?:single )?(?:mother|father|mom|mum|dad|"
                r"parent))"
            ),
            rf"{_ARE} single(?! ?-?(?:thread|page|hand|sign|node|tenan|point|mind|out))",
            rf"{_ARE} (?:engaged|expecting)(?=\W*$|\?| or )",
            (
                rf"{_HAVE}{_SOME} (?:children|kids|child|baby|babies|husband|wife|spouse|boyfriend|"
                r"girlfriend|dependents|family|child ?care|daughters?|sons?)(?!')"
            ),
            rf"how long have {_WHO} been married",
            r"any (?:kids|children)(?=\W*$|\?)",
            rf"{_HAVE} a partner(?=\W*$|\?| or | at home)",
            rf"how many (?:children|kids) (?:(?:do|does) {_WHO} have|have {_WHO})",
            (
                rf"(?:{_DO}|{_ARE}) (?:plan(?:ning)?|want(?:ing)?|intend(?:ing)?|hop(?:e|ing)|"
                rf"going|"
                r"try(?:ing)?|wish)(?: on)?(?: to)? (?:have|having|start|starting|get|getting|"
                r"become"
                r"|becoming|raise)(?: (?:any|more|a|your own))*"
                r" (?:children|kids|family|baby|babies|pregnant|married|mother|father|parent)"
            ),
            (
                rf"when (?:do|will|does) {_WHO} (?:plan to |want to )?(?:have|start|get)"
                r"(?: a)? (?:children|kids|family|married)"
            ),
            rf"who (?:looks after|takes care of|minds|watches) {_YOUR} \w+",
        ),
        yours=(
            rf"{_YOUR} (?:marital|family|relationship|civil) (?:status|situation|plans|planning)",
            (
                rf"{_YOUR} (?:maiden name|husband|wife|spouse|boyfriend|girlfriend|fianc\w+|"
                rf"pregnancy"
                r"|child ?care(?: \w+)?)"
            ),
            rf"{_YOUR} (?:children|kids|child|baby|sons?|daughters?)",
        ),
        mention=(
            r"pregnan(?:t|cy)|maternity|paternity|parental leave|marital status|married|childless",
        ),
    ),
    "health": Wording(
        ask=(
            (
                rf"{_ARE} (?:often |physically |mentally )?(?:disabled|handicapped|ill|sick|"
                rf"healthy|fit "
                r"and healthy|in good health|depressed|hiv.positive|an? (?:alcoholic|addict|"
                r"smoker)|on"
                r" (?:any )?medication|vaccinated|in therapy)"
            ),
            (
                rf"(?:{_HAVE}|{_DO} (?:suffer from|live with|take|use)){_SOME}"
                r" (?:disabilit(?:y|ies)|illness(?:es)?|diseases?|(?:medical|health)"
                r" (?:conditions?|problems?|issues?)|mental (?:health (?:problems?|issues?|"
                r"conditions?)"
                r"|illness(?:es)?|disorders?)|allergies|medications?|prescription drugs?|drugs|hiv|"
                r"diabetes|cancer|depression|adhd|autism|handicaps?|impairments?)(?! (?:\w+ "
                r")?(?:database|history|app|records?|list|policy)\b)"
            ),
            (
                rf"{_EVER} (?:had{_SOME} (?:surgery|operations?|cancer|breakdown|burn-?out|stroke|"
                r"heart attack|miscarriage)|been (?:hospitali[sz]ed|diagnosed|treated for|in"
                r" (?:therapy|rehab))|seen a (?:psychiatrist|therapist)|been sick|been ill)"
            ),
            (
                rf"how (?:many|often)(?: sick)?(?: days)?[^.?!]{{0,30}}{_WHO}[^.?!]{{0,25}} "
                rf"(?:sick|"
                rf"ill)"
            ),
            rf"(?:what|which) medications? (?:are|do) {_WHO} (?:on|take|taking)",
            rf"{_EVER} (?:filed|applied) for (?:workers'? comp\w*|disability \w+)",
            rf"how many sick ?days[^.?!]{{0,20}}{_WHO}",
            rf"{_DO} (?:smoke|drink(?: alcohol)?(?=\W*$|\?| or ))",
        ),
        yours=(
            rf"{_YOUR} (?:state of |general |mental |physical )?health",
            (
                rf"{_YOUR} (?:disabilit(?:y|ies)|illness(?:es)?|medical (?:history|records?|"
                rf"conditions?)|"
                r"medications?|wheelchair|sick ?(?:days|leave)|impairments?|handicaps?|genetic \w+)"
            ),
        ),
        mention=(
            (
                r"disabled|disabilit(?:y|ies)|handicap(?:ped)?|wheelchair|mental illness|sick days|"
                r"able-bodied"
            ),
        ),
    ),
    "religion": Wording(
        ask=(
            rf"{_ARE}(?: an?)?(?: (?:practi[cs]ing|devout|observant))? {_BELIEVER}",
            (
                rf"(?:what|which) (?:church|mosque|synagogue|temple|parish|religion|faith|"
                rf"denomination)"
                rf"(?: \w+){{0,2}} {_WHO}"
            ),
            (
                rf"{_DO} (?:go to|attend|believe in|practi[cs]e|belong to|follow|observe|"
                rf"celebrate|keep)"
                rf"{_SOME} (?:church|mosque|synagogue|temple|god|religion|faith|ramadan|sabbath|"
                r"shabbat|christmas|easter|diwali|yom kippur)"
            ),
            rf"{_DO} (?:pray|worship)",
            (
                rf"(?:which|what) (?:religious )?holidays (?:do|does) {_WHO} (?:observe|celebrate|"
                rf"keep)"
            ),
            rf"{_DO} need[^.?!]{{0,20}} religious holidays",
            rf"{_DO} wear a (?:head ?scarf|hijab|turban|kippah?)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:religion|religious \w+|faith|church|mosque|synagogue|parish|"
                rf"denomination|"
                r"creed|sabbath)"
            ),
        ),
        mention=(r"religions?|religious|head ?scarf|hijab",),
    ),
    "origin": Wording(
        ask=(
            (
                rf"where (?:are|is|do|does) {_WHO} (?:really |originally |actually )?(?:come )?"
                r"(?:originally )?from"
            ),
            rf"where (?:were|was) {_WHO} (?:born|raised|brought up)",
            rf"(?:what|which) country (?:are|is|do|does) {_WHO}(?: come)? from",
            rf"where (?:are|were|do|did) {_YOUR} (?:parents|grandparents|family|ancestors)",
            rf"{_ARE} (?:an? )?(?:\w+ )?citizen",
            rf"{_ARE} (?:an? )?{_PEOPLE}(?! \w*(?:box|hat|board|list|paper))",
            rf"{_ARE} (?:legally )?an? citizen of",
            (
                rf"(?:what|which) language (?:do|does) {_WHO} speak (?:at home|with {_YOUR} "
                rf"(?:family|parents))"
            ),
            (
                r"(?:is (?:that|this|yours) an? (?:foreign|\w+ese|\w+ish) name|what kind of (?:a "
                r")?name is that)"
            ),
            rf"is (?:english|german|french|this) {_YOUR} (?:first|native|mother)",
            rf"{_HAVE}{_SOME} (?:foreign |strong )?accent",
            (
                rf"when (?:did|does) {_WHO} (?:come|move|immigrate|emigrate) to (?:this country|"
                r"the (?:us|uk|states)|america|germany|england)"
            ),
            rf"what (?:race|ethnicity|nationality) (?:are|is) {_WHO}",
        ),
        yours=(
            (
                rf"{_YOUR} (?:nationality|ethnic\w*(?: \w+)?|race|(?:native|first) language|"
                r"mother tongue|citizenship|ancestry|heritage|skin colou?r|country of (?:birth|"
                r"origin)|"
                r"place of birth|birth ?place|immigration status|accent|national origin)"
            ),
        ),
        mention=(
            (
                r"nationality|ethnicity|ethnic (?:origin|background|group)s?|mother tongue|"
                r"native (?:\w+ )?speakers?|skin colou?r|racial(?:ly)?|immigrants?"
            ),
            r"(?:by|of|and|or|their|his|her|whose) race",
        ),
    ),
    "gender": Wording(
        ask=(
            (
                rf"{_ARE}(?: an?)? (?:gay|lesbian|bisexual|homosexual|heterosexual|queer|"
                rf"transgender|"
                r"transsexual|trans|non-?binary|male|female|man|woman)"
            ),
            rf"{_ARE} straight(?=\W*$|\?| or )",
            rf"{_DO} (?:prefer|like|date|sleep with) (?:men|women)",
            rf"{_DO} (?:identify|live) as",
            (
                r"(?:you|feel|cope|work|manage|managing|working)\b[^.?!]{0,40}\bas a"
                r" (?:woman|man|mother|father|girl|lady)"
            ),
        ),
        yours=(
            (
                rf"{_YOUR} (?:gender(?: identity)?|sexual (?:orientation|preferences?|identity)|"
                rf"sex life|"
                r"sexuality|sex)"
            ),
        ),
        mention=(
            (
                r"chairm[ae]n|salesm[ae]n|salesgirls?|manpower|foreman|foremen|handyman|housewife|"
                r"cameraman|workmen|stewardess|girls|he or she must be (?:male|female)"
            ),
            rf"{_YOUR} pronouns|sexual orientation|transgender|homosexual\w*",
        ),
    ),
    "politics": Wording(
        ask=(
            (
                rf"(?:who|whom|which party|what party|how) (?:did|do|would|will|does) {_WHO} "
                rf"vote(?! "
                rf"off)"
            ),
            rf"{_DO} vote(?=\W*$|\?| for | in )",
            (
                rf"{_ARE}(?: an?)?(?: \w+)? (?:union member|member of (?:a|any|the)(?: \w+)?"
                r" (?:union|works council|party)|republican|democrat|socialist|communist|"
                r"politically (?:active|engaged))"
            ),
            rf"{_ARE} (?:unioni[sz]ed|in (?:a|the) (?:\w+ )?union)",
            (
                rf"(?:{_DO}|{_EVER}) (?:belong(?:ed)? to|join(?:ed)?|support(?:ed)?|organi[sz]ed?)"
                rf"{_SOME}(?: (?:trade|labou?r|political|workers'))? (?:union|party|strike)"
            ),
        ),
        yours=(
            (
                rf"{_YOUR} (?:political \w+|politics|party (?:membership|affiliation)|"
                r"union (?:membership|card|activit\w+))"
            ),
        ),
        mention=(r"union members?(?:hip)?|political (?:views?|opinions?|beliefs?)",),
    ),
    "criminal_record": Wording(
        ask=(
            (
                rf"{_EVER} been (?:arrested|detained|jailed|imprisoned|(?:in|to) (?:jail|prison)|"
                rf"charged with (?:an? |any )?{_CRIME})"
            ),
            rf"{_HAVE}{_SOME} (?:criminal|police|arrest) (?:records?|history|background)"
            + _NOT_RELEVANT,
            rf"{_HAVE}{_SOME} (?:previous |prior |spent )?(?:convictions|arrests)(?=\W*$|\?)",
            rf"(?:{_EVER} (?:been convicted(?: of)?|committed)|{_ARE} convicted(?: of)?)"
            rf"(?:{_SOME} {_CRIME})?" + _NOT_RELEVANT,
        ),
        yours=(rf"{_YOUR} (?:criminal|arrest|police) (?:record|history)",),
        mention=(r"criminal (?:record|history|background)s?|convicted(?: of)?|prior convictions",),
    ),
    "salary_history": Wording(
        ask=(
            (
                rf"how much (?:do|did|are|were|is|does) {_WHO}(?: (?:currently|now|really))?"
                r" (?:earn|earning|make|making|paid|get paid|being paid|get(?:ting)?)"
                r"(?=\W*$|\?| at | in | a | per | now| today| before| right| with)"
            ),
            (
                rf"what (?:do|did|are|were) {_WHO}(?: (?:currently|now|last))?"
                r" (?:earn|earning|paid|get paid|being paid)"
            ),
        ),
        yours=(
            rf"{_YOUR} {_PAST}(?: \w+){{0,2}} {_PAY}(?! (?:negotiation|system|review|round|band))",
            rf"{_YOUR} (?:salary|pay) (?:history|now|today|slips?|stubs?)",
            rf"{_YOUR} {_PAY} (?:at|in|with) (?:your|the) {_PAST}",
            rf"{_YOUR} payslips?",
        ),
        mention=(r"salary history|payslips?|pay stubs?",),
    ),
    "military": Wording(
        ask=(
            (
                rf"(?:were|was|have|has) {_WHO}(?: been)? (?:(?:dis)?hono(?:u)?rably "
                rf")?discharged from"
                r" the (?:army|military|navy|service|forces|marines)"
            ),
            rf"(?:were|was) {_WHO} (?:dis)?honou?rably discharged",
        ),
        yours=(rf"{_YOUR} (?:military )?discharge(?: papers)?|{_YOUR} military (?:record|status)",),
        mention=(
            (
                rf"(?:did|have|has) {_WHO} (?:ever )?(?:served?|done) (?:in )?(?:the |your "
                rf")?(?:military|"
                r"army|armed forces|national service)"
            ),
            r"(?:dis)?honou?rable discharge",
        ),
    ),
    "looks": Wording(
        ask=(
            rf"how (?:tall|heavy|fat|attractive) (?:are|is) {_WHO}",
            rf"how much (?:do|does) {_WHO} weigh",
            r"(?:photo|photograph|picture|headshot)s? of (?:you|yourself|the applicant)(?=\W|$)",
            rf"{_HAVE}{_SOME} (?:tattoos?|piercings?)",
            rf"{_ARE} (?:attractive|overweight|obese|pretty|good-looking)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:height|weight(?! \w)|bmi|(?:hair|eye) colou?r|dress size|headshot|"
                rf"tattoos?|"
                r"piercings?|good looks|physical appearance)"
            ),
            rf"{_YOUR} (?:photo|photograph)(?=\W*$|\?|,| to | with | and )",
        ),
        mention=(r"(?:attractive|youthful|pleasant) appearance|good-looking|well-groomed",),
    ),
}
