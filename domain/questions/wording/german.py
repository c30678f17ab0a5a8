"""German."""

from domain.questions.wording import Language, Wording

_WHO = r"(?:sie|du|der bewerber|die bewerberin|der kandidat|die kandidatin)"
_OFTEN = r"(?: (?:schon|denn|aktuell|derzeit|zurzeit|gerade|noch|eigentlich|je|jemals|einmal|mal))*"
_ARE = rf"(?:sind sie|bist du|ist (?:der|die) (?:bewerber|kandidat)(?:in)?){_OFTEN}"
_HAVE = rf"(?:haben sie|hast du|hat (?:der|die) (?:bewerber|kandidat)(?:in)?){_OFTEN}"
_WERE = rf"(?:wurden sie|wurdest du|sind sie|bist du){_OFTEN}"
_PLAN = (
    rf"(?:planen sie|planst du|wollen sie|willst du|mochten sie|mochtest du|wunschen sie sich|"
    rf"denken sie daran){_OFTEN}"
)
_YOUR = r"(?:ihr(?:e|en|er|em|es)?|dein(?:e|en|er|em|es)?)"
_SOME = (
    r"(?: (?:ein|eine|einen|einer|einem|irgendeine|anerkannte|chronische|schwere|bekannte|"
    r"gesundheitliche|kleine|korperliche|psychische|sichtbare|die|das|den))*"
)
_PAST = r"(?:aktuell|jetzig|bisherig|letzt|derzeitig|fruher|vorherig|momentan)(?:e|en|es|er)?"
_PAY = r"(?:\w*gehalt|\w*lohn|verdienst|\w*einkommen|vergutung)s?"

GERMAN: Language = {
    "age": Wording(
        ask=(
            r"wie alt (?:sind sie|bist du|ist (?:der|die) (?:bewerber|kandidat)(?:in)?)",
            rf"wann {_WERE} geboren",
            r"in welchem jahr (?:sind sie|bist du|wurden sie|wurdest du) geboren",
            r"welche[rn]? jahrgang",
            (
                r"wann (?:gehen|wollen|mochten|planen) sie[^.?!]{0,25}"
                r"(?:rente|ruhestand|pension)"
            ),
        ),
        yours=(
            rf"{_YOUR} (?:geburtsdatum|geburtstag|geburtsjahr|jahrgang|lebensalter)",
            rf"{_YOUR} alter(?=\W*$|[?,.]| (?:ist|an|ein|bei)\b)",
        ),
        mention=(r"jung(?:e|es|en|er)?(?:,| und)? dynamisch\w*|digital natives?|altersgrenze",),
    ),
    "family": Wording(
        ask=(
            (
                rf"{_ARE} (?:verheiratet|ledig|geschieden|schwanger|verwitwet|alleinerziehend|"
                rf"verlobt|"
                r"mutter|vater|in einer beziehung)"
            ),
            (
                rf"{_HAVE}{_SOME} (?:kinder|familie|mann|ehemann|ehefrau|freundin|kinderwunsch|"
                rf"nachwuchs)"
                r"(?! (?:betreut|unterrichtet|behandelt|gepflegt|begleitet|als))"
            ),
            r"wie viele kinder (?:haben sie|hast du)",
            (
                rf"{_PLAN}[^.?!]{{0,30}}(?:kinder(?! betreu| unterricht)|schwanger|familie grunden|"
                r"nachwuchs|heiraten)"
            ),
            r"leben sie in einer (?:beziehung|partnerschaft)",
            r"wer (?:betreut|kummert sich um) (?:ihre|deine) kinder",
        ),
        yours=(
            (
                rf"{_YOUR} (?:familienstand|familienplanung|kinderbetreuung|familiare\w* situation|"
                r"ehemann|ehefrau|mann|frau|schwangerschaft|kinderwunsch|kinder|lebenspartner\w*)"
            ),
        ),
        mention=(r"schwanger\w*|familienstand|familienplanung|kinderwunsch|mutterschutz",),
    ),
    "health": Wording(
        ask=(
            (
                rf"{_ARE}(?: (?:oft|haufig|chronisch))* (?:schwerbehindert|behindert|krank|"
                rf"gesund(?=\W*$|\?| oder | und )|"
                r"hiv-positiv|suchtig|raucher(?:in)?|geimpft|depressiv|in therapie)"
            ),
            (
                rf"{_HAVE}{_SOME} (?:behinderung(?:en)?|krankheit(?:en)?|erkrankung(?:en)?|"
                r"vorerkrankung(?:en)?|schwerbehindertenausweis|allergien?|depressionen?|burn-?out|"
                r"einschrankung(?:en)?)"
            ),
            r"(?:nehmen sie|nimmst du)(?: regelmassig)? (?:medikamente|drogen)",
            r"wie (?:oft|viele tage|haufig) (?:waren|sind|bist|warst) (?:sie|du)[^.?!]{0,30}krank",
            (
                r"(?:leiden sie|leidest du) (?:an|unter)(?: \w+en?)? (?:\w*krank\w*|depress\w+|"
                r"allerg\w+)"
            ),
            r"(?:rauchen sie|rauchst du|trinken sie alkohol)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:gesundheitszustand|gesundheit|behinderung|krankheit\w*|krankenakte|"
                r"krankmeldungen|fehltage|schwerbehinderung)"
            ),
        ),
        mention=(r"schwerbehind\w*|behindert\w*|krankheitstage|behinderung(?:en)?",),
    ),
    "religion": Wording(
        ask=(
            r"welche[rnms]? (?:religion|konfession|kirche|glauben\w*)[^.?!]{0,25}\b(?:sie|du)",
            (
                rf"{_ARE}(?: ein| eine)?(?: (?:praktizierende[rn]?|glaubige[rn]?))? (?:religios|"
                r"katholisch|evangelisch|muslim\w*|moslem|jude|judin|judisch|christ|christin|"
                r"atheist\w*|glaubig|konfessionslos|getauft|hindu|buddhist\w*)"
            ),
            r"wie (?:religioe?s|glaubig) (?:sind sie|bist du)",
            r"(?:glauben sie|glaubst du) an gott|beten sie",
            r"(?:gehen sie|gehst du)[^.?!]{0,15}(?:kirche|moschee|synagoge)",
            r"(?:tragen sie|tragst du)(?: ein)? kopftuch",
        ),
        yours=(
            rf"{_YOUR} (?:religion\w*|konfession|glauben?|kirche|kirchenzugehorigkeit|kopftuch)",
        ),
        mention=(r"religionszugehorigkeit|konfession|kopftuch|religion(?:en)?",),
    ),
    "origin": Wording(
        ask=(
            (
                r"woher (?:kommen|stammen) (?:sie|ihre eltern)(?! (?:auf|zu))|woher (?:kommst|"
                r"stammst) du"
            ),
            r"wo (?:sind sie|bist du|wurden sie)[^.?!]{0,15}(?:geboren|aufgewachsen)",
            (
                r"welche (?:nationalitat|staatsangehoe?rigkeit|staatsburgerschaft|muttersprache|"
                r"herkunft)"
                r"[^.?!]{0,10}(?:haben|hast|sprechen)"
            ),
            (
                rf"{_HAVE}{_SOME} (?:migrationshintergrund|deutsche staats\w+|akzent|"
                r"auslandische wurzeln)"
            ),
            (
                rf"{_ARE}(?: ein| eine)? (?:deutsche[rn]?|auslander\w*|turk\w*|pole|polin|"
                rf"araber\w*|"
                r"schwarz\w*|muttersprachler\w*|fluchtling|asylbewerber\w*)"
            ),
            r"seit wann (?:leben|sind|wohnen) sie in (?:deutschland|osterreich|der schweiz)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:nationalitat|staatsangehoe?rigkeit|staatsburgerschaft|herkunft|"
                rf"hautfarbe|"
                r"muttersprache|abstammung|ethni\w+|rasse|geburtsort|migrationshintergrund|akzent)"
            ),
        ),
        mention=(
            (
                r"nationalitat|staatsangehoe?rigkeit|hautfarbe|muttersprache|muttersprachler\w*|"
                r"migrationshintergrund|ethnische\w* herkunft"
            ),
        ),
    ),
    "gender": Wording(
        ask=(
            (
                rf"{_ARE} (?:schwul|lesbisch|homosexuell|heterosexuell|bisexuell|hetero|queer|"
                r"trans\w*|mannlich|weiblich|eine frau|ein mann)"
            ),
            r"\b(?:sie|du|sich)\b[^.?!]{0,40}\bals (?:frau|mann|mutter|vater)",
        ),
        yours=(rf"{_YOUR} (?:sexuelle\w* \w+|sexualitat|geschlecht(?:sidentitat)?|sexualleben)",),
        mention=(r"sexuelle[rn]? orientierung|nur (?:manner|frauen)|homosexu\w+|putzfrau",),
    ),
    "politics": Wording(
        ask=(
            r"welche[r]? partei[^.?!]{0,25}\b(?:sie|du)",
            r"wen (?:haben|wahlen|wurden) sie",
            (
                rf"{_ARE}[^.?!]{{0,20}}\b(?:gewerkschaft\w*|parteimitglied|mitglied (?:in )?einer"
                r" (?:partei|gewerkschaft)|politisch aktiv)"
            ),
            r"(?:gehoren sie|gehorst du)[^.?!]{0,12}(?:partei|gewerkschaft) an",
        ),
        yours=(rf"{_YOUR} (?:politische\w* \w+|parteizugehorigkeit|parteibuch|gewerkschaft\w*)",),
        mention=(r"parteizugehorigkeit|gewerkschaftszugehorigkeit|gewerkschaftsmitglied\w*",),
    ),
    "criminal_record": Wording(
        ask=(
            rf"{_ARE} vorbestraft",
            (
                rf"{_HAVE}{_SOME} (?:vorstrafen?|strafverfahren|eintrag im (?:polizeilichen )?"
                r"fuhrungszeugnis|eintrage im fuhrungszeugnis)"
            ),
            rf"{_WERE} (?:verhaftet|festgenommen|verurteilt|angezeigt|im gefangnis)",
            r"(?:waren sie|warst du)[^.?!]{0,15}im gefangnis",
        ),
        yours=(rf"{_YOUR} (?:vorstrafen|strafregister)",),
        mention=(r"vorbestraft|vorstrafen?|ermittlungsverfahren",),
    ),
    "salary_history": Wording(
        ask=(
            r"(?:wie ?viel|was) (?:verdienen|verdienten|verdienst|verdientest) (?:sie|du)",
            r"(?:wie ?viel|was) (?:haben sie|hast du)[^.?!]{0,40}\bverdient",
        ),
        yours=(rf"{_YOUR} {_PAST} {_PAY}", rf"{_YOUR} (?:gehaltsabrechnung\w*|gehaltshistorie)"),
        mention=(r"gehaltsabrechnung\w*|gehaltshistorie",),
    ),
    "military": Wording(
        ask=(rf"{_WERE} (?:unehrenhaft|ehrenhaft) (?:aus|entlassen)\w*",),
        yours=(rf"{_YOUR} entlassung aus der bundeswehr",),
        mention=(
            rf"{_HAVE}[^.?!]{{0,20}}(?:wehrdienst|zivildienst|bundeswehr)",
            r"unehrenhafte entlassung",
        ),
    ),
    "looks": Wording(
        ask=(
            r"wie (?:gross|schwer|dick) (?:sind sie|bist du)",
            r"wie ?viel (?:wiegen sie|wiegst du)",
            rf"{_HAVE}{_SOME} (?:tattoos?|tatowierung(?:en)?|piercings?)",
            r"(?:foto|bild) von (?:ihnen|dir|sich)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:gewicht|korpergrosse|bewerbungsfoto|passfoto|aussehen|haarfarbe|"
                rf"tattoos?)"
            ),
        ),
        mention=(r"bewerbungsfotos?|gepflegtes (?:aussehen|ausseres)|attraktives \w+",),
    ),
}
