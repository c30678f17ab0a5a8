"""What sounds like a protected matter and is none: figures of speech, technology, the work itself.

Each pattern is taken out of the folded text before anything is looked for.
"""

HARMLESS = (
    # Technology.
    (
        r"(?:age|aging|ageing) of (?:the|a|an|your|this|that|these|those) (?!candidate|applicant|"
        r"you)\w+"
    ),
    (
        r"(?:legacy|stone|golden|bronze|cache|data|file|record|message|account|password|key|build|"
        r"object|page|queue|digital|information|max|min) age"
    ),
    r"how old (?:is|are) (?:the|this|that|your|these)(?: \w+){1,3}",
    r"(?:race|data race) (?:conditions?|detectors?|hazards?|free)|data races?|arms race",
    (
        r"(?:origin|origins) (?:server|header|request|policy|isolation|branch|remote)s?|"
        r"(?:cross|same)-origin"
    ),
    (
        r"(?:child|children|parent|orphan|sibling|daughter|son) (?:process|component|class|node|"
        r"element|"
        r"table|key|record|account|theme|window|thread|route|selector|object|page|issue|ticket|"
        r"company|companies|board|card|workflow|task|query|row|span)(?:e?s)?"
    ),
    (
        r"(?:instruction|product|font|protocol|processor|chip|column|model|type) famil(?:y|ies)|"
        r"famil(?:y|ies) of (?!origin)\w+(?: \w+)?"
    ),
    (
        r"health[- ](?:checks?|endpoints?|probes?|metrics?|monitor\w*|dashboards?|reports?|"
        r"status|apps?|"
        r"care|data|tech\w*|sector|insur\w+|minist\w+|systems?|services?|records?|platforms?|and "
        r"safety|"
        r"authorit\w+|department|economics|polic\w+|promotion|education|products?|visitors?)"
    ),
    r"healthcare|public health|health of (?:the|a|an|your|our|this) (?!candidate|applicant)\w+",
    r"disability (?:support|insurance|benefits?|services?|products?|access|law|inclusion|studies)",
    (
        r"disabled (?:buttons?|states?|accounts?|by default|features?|flags?|users?|people|persons|"
        r"customers?|fields?|inputs?|controls?|attributes?|visitors?|guests?|children|pupils|"
        r"clients?)"
    ),
    r"(?:with|have|has|living with) (?:a |any )?disabilit(?:y|ies)(?= (?:use|in mind|can|to use))",
    (
        r"(?:people|users?|customers?|persons|children|pupils|clients?|guests?|students?|"
        r"residents?|"
        r"visitors?) (?:with|who have) (?:a |an |any )?(?:\w+ )?(?:disabilit(?:y|ies)|"
        r"illness(?:es)?|handicaps?)"
    ),
    (
        r"gender[- ](?:neutral|inclusive|pay|field|equality|balance\w*|bias|diversity|gap|fair|"
        r"equal|"
        r"reveal|column|studies)"
    ),
    (
        r"union (?:types?|all|quer\w+|find|select|operators?|of|join|sets?)|(?:discriminated|"
        r"tagged|"
        r"european|credit|customs|set) unions?|third[- ]party"
    ),
    r"native (?:apps?|code|modules?|drivers?|mobile|advertising|plants?)",
    r"accent (?:colou?rs?|walls?|lights?|pieces?|marks?)|accents in \w+",
    r"(?:photo|picture|photograph|image)s? (?:of|from) (?:the|a|an) \w+",
    r"weights? of (?:the|a|an|each|every) \w+",
    (
        r"discharge (?:of|from|planning|letters?|summar\w+|process|papers) (?:a |the "
        r")?(?:patients?|"
        r"hospital|ward|clinic)?"
    ),
    r"vote[^.?!]{0,30} (?:raft|consensus|quorum|leader election)",
    r"(?:raft|consensus|quorum|leader election)\b[^.?!]{0,40} vote",
    # Figures of speech.
    (
        r"religions? of \w+(?: \w+)?|religious(?:ly)? about \w+|religious wars?|(?:good|leap of|"
        r"bad) "
        r"(?:faith)|(?:tabs|editor|language|framework) (?:\w+ ){0,3}religion"
    ),
    r"pregnant (?:pause|moment|silence)|married to (?:the|an|one|a) \w+",
    r"single (?:page|point|source|sign|responsib\w+|thread\w*)",
    r"engaged (?:in|with|by)|strong convictions?|by conviction",
    (
        r"golden age|age (?:range|group|verification|restriction|rating|gate|appropriate)\w*|"
        r"ages? \d+ to \d+"
    ),
    # The work itself: patients, pupils, customers.
    (
        r"pregnan(?:t|cy) (?:patients?|wom[ae]n|clients?|mothers?|residents?|employees?|"
        r"colleagues?|"
        r"customers?|guests?|tests?|care|complications?)"
    ),
    (
        r"(?:patients?|clients?|residents?|guests?|pupils?)'?s?'? (?:\w+ )?(?:religio\w+|faith|"
        r"ethnicity|nationality|pregnan\w+|health|age|gender|weight|height)"
    ),
    r"(?:patients?|clients?|residents?|customers?) who (?:is|are) (?:pregnant|disabled|\w+)",
    r"(?:maternity|paternity) (?:wards?|units?|care|cover|nurs\w+|hospital|services?)",
    r"accessib\w+",
    # German.
    r"schwangere[nrm]? (?:frau(?:en)?|patientin(?:nen)?|klientin(?:nen)?|mitarbeiterin(?:nen)?)",
    r"schwangerschafts(?:vorsorge|test|beratung)\w*",
    r"menschen mit (?:einer )?(?:\w+ )?behinderung(?:en)?|behindertengerecht\w*|barrierefrei\w*",
    r"alter (?:der|des|einer|eines) \w+|behindert(?:e)? (?:das|die|den|der|uns|ihren?) \w+",
    r"herkunft (?:der|des|von) (?:daten|lebensmittel\w*|ware\w*|materialien|rohstoff\w*)",
    r"religions(?:unterricht|lehrer\w*|padagog\w*)|gesundheits(?:amt|wesen|daten|app|schutz)\w*",
    r"religion (?:des|der) \w+",
    # French.
    r"(?:patientes?|femmes?|clientes?|salariees?) enceintes?|suivi de grossesse|test de grossesse",
    r"personnes? (?:en situation de handicap|handicapees?)|enfants? handicapes?",
    (
        r"age (?:de la|du|des|de l')\s?\w+|nationalite d'une? \w+|sante publique|"
        r"(?:systeme|secteur|professionnels?) de (?:la )?sante"
    ),
    r"taille (?:de|d')\s?\w+|poids (?:du|de la|des|de l')\s?\w+|origine des? \w+",
)
AROUND_WORK = (
    r"(?:patients?|clients?|customers?|users?|pupils?|students?|class(?:e|es|room)?|residents?|"
    r"wards?|"
    r"guests?|employees?|colleagues?|teams?|staff|polic(?:y|ies)|products?|websites?|apps?|nursery|"
    r"schools?|hospitals?|stores?|surveys?|datasets?|data|models?|forms?|fields?|databases?|"
    r"columns?|records?|campaigns?|audiences?|readers?|members|community|communities|"
    r"kindergarten|patient\w*|kund\w+|klient\w*|schuler\w*|bewohner\w*|mitarbeiter\w*|nutzer\w*|"
    r"team\w*|datenbank\w*|eleves?|usagers?|utilisat\w+|clientele|salarie\w*|equipes?|formulaires?)"
)
"""Whom and what work is about. A mention in the same sentence is most likely part of the work."""
