"""Words that say who somebody is instead of what they can do; the scrubber takes them out."""

GENDER = (
    "he she him her his hers himself herself he/him she/her they/them mr mrs ms miss mx sir madam "
    "man men woman women male males female females boy boys girl girls gentleman lady ladies "
    "father mother mum mom dad husband wife son sons daughter daughters brother sister "
    "paternity maternity fatherhood motherhood fraternity sorority pregnant pregnancy "
    "herr frau männlich weiblich mann vater mutter monsieur madame mademoiselle homme femme "
    "il elle lui père mère señor señora hombre mujer"
)
ORIGIN = (
    "afghan albanian algerian american argentinian armenian asian australian austrian "
    "bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian cambodian "
    "cameroonian canadian chilean chinese colombian congolese croatian cuban cypriot czech danish "
    "dutch ecuadorian egyptian english eritrean estonian ethiopian filipino finnish french "
    "georgian german ghanaian greek guatemalan haitian hungarian icelandic indian indonesian "
    "iranian iraqi irish israeli italian jamaican japanese jordanian kazakh kenyan korean kurdish "
    "kuwaiti latvian lebanese liberian libyan lithuanian malaysian maltese mexican moldovan "
    "mongolian moroccan nepali nepalese nigerian norwegian pakistani palestinian panamanian "
    "paraguayan peruvian polish portuguese romanian russian rwandan saudi scottish senegalese "
    "serbian singaporean slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese "
    "tanzanian thai tunisian turkish ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh "
    "yemeni zambian zimbabwean african european caribbean hispanic latino latina "
    "deutsch deutsche deutscher français française"
)
BELIEF_AND_STATE = (
    "christian catholic protestant muslim islamic jewish hindu buddhist sikh atheist "
    "married unmarried divorced widowed widow widower engaged "
    "verheiratet ledig geschieden verwitwet marié mariée célibataire divorcé divorcée"
)
CHINESE = "他 她 先生 女士 小姐 男性 女性 男 女 已婚 未婚 离异"
NEUTRAL_TITLES = {
    "actress": "actor",
    "waitress": "waiter",
    "stewardess": "steward",
    "hostess": "host",
    "seamstress": "tailor",
    "headmistress": "head teacher",
    "headmaster": "head teacher",
    "krankenschwester": "krankenpfleger",
    "vendeuse": "vendeur",
    "serveuse": "serveur",
    "infirmière": "infirmier",
    "directrice": "directeur",
    "kauffrau": "kaufmann",
}
PERSON_STEMS = (
    "anchor business camera chair clergy council crafts delivery door draughts fire fore handy "
    "mail middle police post repair sales service spokes trades ware warehouse weather work"
)
LABELS = (
    r"date of birth|d\.?o\.?b\.?|born(?: on| in)?|birth ?(?:date|day|place)|place of birth|age|"
    r"gender|sex|pronouns|nationality|citizenship|marital status|family status|children|religion|"
    r"ethnicity|race|address|home address|photo|geburtsdatum|geburtsort|geboren|geschlecht|alter|"
    r"staatsangehörigkeit|nationalität|familienstand|anschrift|adresse|religion|kinder|"
    r"date de naissance|née? le|âge|sexe|nationalité|situation familiale|état civil|"
    r"fecha de nacimiento|nacionalidad|estado civil|出生日期|出生年月|"
    r"性别|年龄|民族|籍贯|国籍|婚姻状况|住址|地址"
)
STREETS = (
    r"street|st\.?|road|rd\.?|avenue|ave\.?|lane|ln\.?|drive|dr\.?|close|court|square|terrace|"
    r"place|boulevard|blvd\.?|way|crescent|straße|strasse|str\.?|weg|allee|gasse|platz|rue|路|街|号"
)
