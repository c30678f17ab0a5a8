"""French."""

from domain.questions.wording import Language, Wording

_OFTEN = r"(?: (?:deja|actuellement|encore|aujourd'hui))*"
_ARE = rf"(?:etes[- ]vous|vous etes|es[- ]tu|tu es){_OFTEN}"
_HAVE = rf"(?:avez[- ]vous|vous avez|as[- ]tu|tu as){_OFTEN}"
_PLAN = (
    r"(?:comptez|pensez|souhaitez|voulez|envisagez|prevoyez)[- ]vous|"
    r"vous (?:comptez|pensez|souhaitez|voulez|envisagez|prevoyez)"
)
_YOUR = r"(?:votre|vos|ton|ta|tes)"
_SOME = r"(?: (?:un|une|des|de|le|la|les|jeunes))*"
_PAY = r"(?:salaires?|remuneration|paie|revenus?)"
_PAST = r"(?:actuell?e?s?|precedente?s?|anterieure?s?|derniere?s?|ancien(?:ne)?s?)"

FRENCH: Language = {
    "age": Wording(
        ask=(
            r"quel age (?:avez[- ]vous|as[- ]tu|vous avez)",
            r"(?:quand|en quelle annee) (?:etes[- ]vous|es[- ]tu) nee?",
            r"quand (?:prenez|prendrez|partez|partirez|comptez|pensez)[- ]vous[^.?!]{0,30}retraite",
        ),
        yours=(rf"{_YOUR} (?:age|date de naissance|annee de naissance|anniversaire|retraite)",),
        mention=(r"jeune et dynamique|limite d'age",),
    ),
    "family": Wording(
        ask=(
            (
                rf"{_ARE} (?:mariee?|celibataire|divorcee?|enceinte|pacsee?|veu(?:f|ve)|en couple|"
                r"fiancee?|mere|pere)"
            ),
            rf"{_HAVE}{_SOME} (?:enfants?|mari|famille|conjointe?|petite? amie?|bebe)",
            r"combien d'enfants (?:avez[- ]vous|as[- ]tu|vous avez)",
            rf"(?:{_PLAN})[^.?!]{{0,25}}(?:enfants?|fonder une famille|enceinte|vous marier|bebe)",
            rf"qui (?:garde|s'occupe de) {_YOUR} enfants",
        ),
        yours=(
            (
                rf"{_YOUR} (?:situation (?:familiale|de famille|matrimoniale)|mari|epouse|epoux|"
                rf"femme|"
                r"conjointe?|enfants|grossesse|etat civil|mode de garde)"
            ),
        ),
        mention=(r"enceintes?|grossesse|situation (?:familiale|matrimoniale)|conge maternite",),
    ),
    "health": Wording(
        ask=(
            (
                rf"{_ARE}(?: souvent)? (?:handicapee?|malade|en bonne sante|en situation de "
                rf"handicap|"
                r"depressi(?:f|ve)|seropositi(?:f|ve)|fumeu(?:r|se)|vaccinee?)"
            ),
            (
                rf"{_HAVE}{_SOME} (?:handicap|maladies?|problemes? de sante|allergies?|"
                r"antecedents medicaux)"
            ),
            r"(?:prenez[- ]vous|vous prenez)(?: des)? (?:medicaments|drogues)",
            r"(?:fumez|buvez)[- ]vous",
            r"combien (?:de jours )?d'arrets? (?:maladie|de travail)",
        ),
        yours=(rf"{_YOUR} (?:etat de sante|sante|handicap|dossier medical|maladies?)",),
        mention=(r"arrets? maladie|handicapee?s?|handicap",),
    ),
    "religion": Wording(
        ask=(
            r"de quelle (?:religion|confession) (?:etes[- ]vous|es[- ]tu)",
            (
                rf"{_ARE} (?:croyante?|catholique|musulmane?|jui(?:f|ve)|chretien(?:ne)?|athee|"
                r"pratiquante?|baptisee?|protestante?|religieu(?:x|se))"
            ),
            r"croyez[- ]vous en dieu|priez[- ]vous",
            r"allez[- ]vous a (?:l'eglise|la messe|la mosquee|la synagogue)",
            r"portez[- ]vous (?:le|un) (?:voile|foulard)",
            r"faites[- ]vous (?:le )?ramadan",
        ),
        yours=(rf"{_YOUR} (?:religion|foi|confession|culte|eglise)",),
        mention=(r"religions?|voile islamique",),
    ),
    "origin": Wording(
        ask=(
            r"d'ou (?:venez|etes)[- ]vous|d'ou viens[- ]tu",
            r"ou (?:etes[- ]vous|es[- ]tu) nee?",
            (
                rf"{_ARE} (?:francaise?|etrange(?:r|re)|arabe|noire?|blanche?|immigree?|"
                r"d'origine \w+|refugiee?)"
            ),
            rf"{_HAVE}{_SOME} (?:nationalite \w+|accent)",
            rf"d'ou viennent {_YOUR} parents",
        ),
        yours=(
            (
                rf"{_YOUR} (?:nationalite|origines?|langue maternelle|race|couleur de peau|accent|"
                r"lieu de naissance|pays d'origine)"
            ),
        ),
        mention=(r"nationalite|langue maternelle|couleur de peau|origine ethnique",),
    ),
    "gender": Wording(
        ask=(
            (
                rf"{_ARE} (?:homosexuell?e?|gay|lesbienne|heterosexuell?e?|bisexuell?e?|trans\w*|"
                rf"homo|"
                r"hetero|un homme|une femme)"
            ),
            r"\bvous\b[^.?!]{0,40}\ben tant que (?:femme|homme|mere|pere)",
        ),
        yours=(rf"{_YOUR} (?:orientation sexuelle|sexualite|sexe|genre(?! d)|vie sexuelle)",),
        mention=(r"orientation sexuelle|femme de menage|homosexuel\w*",),
    ),
    "politics": Wording(
        ask=(
            r"pour qui (?:avez|votez|allez|voterez)[- ]vous",
            rf"{_ARE} (?:syndiquee?|membre d'un (?:parti|syndicat)|de gauche|de droite)",
        ),
        yours=(
            (
                rf"{_YOUR} (?:parti politique|appartenance (?:politique|syndicale)|"
                r"opinions? politiques?|engagement (?:politique|syndical))"
            ),
        ),
        mention=(r"appartenance (?:politique|syndicale)",),
    ),
    "criminal_record": Wording(
        ask=(
            rf"{_HAVE}{_SOME} casier judiciaire",
            rf"{_HAVE} ete (?:arretee?|condamnee?|incarceree?|en prison|en garde a vue)",
        ),
        yours=(rf"{_YOUR} casier judiciaire",),
        mention=(r"casier judiciaire|condamnation penale",),
    ),
    "salary_history": Wording(
        ask=(r"combien (?:gagnez|touchez|gagniez|touchiez)[- ]vous",),
        yours=(
            rf"{_YOUR} {_PAY} {_PAST}",
            rf"{_YOUR} {_PAST} {_PAY}",
            rf"{_YOUR} (?:fiches?|bulletins?) de (?:paie|salaire)",
        ),
        mention=(r"(?:fiches?|bulletins?) de (?:paie|salaire)|historique salarial",),
    ),
    "military": Wording(mention=(r"service militaire|reforme de l'armee",)),
    "looks": Wording(
        ask=(
            r"combien (?:mesurez|pesez)[- ]vous",
            rf"{_HAVE}{_SOME} (?:tatouages?|piercings?)",
            r"photo de vous",
        ),
        yours=(rf"{_YOUR} (?:poids|taille|photo|tatouages?|physique|apparence physique)",),
        mention=(r"bonne presentation|physique agreable",),
    ),
}
