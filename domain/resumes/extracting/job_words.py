"""The words jobs are called by, in English, German and French."""

from domain.resumes.extracting.word_lists import words

TITLE_WORDS = words(
    """engineer developer programmer architect manager director officer analyst consultant designer
    administrator admin assistant associate specialist coordinator supervisor executive
    representative technician scientist researcher teacher lecturer professor tutor instructor
    trainer nurse physician doctor surgeon dentist pharmacist therapist psychologist counselor
    counsellor paramedic midwife caregiver carer lawyer attorney paralegal solicitor barrister
    judge accountant auditor bookkeeper controller treasurer cashier clerk secretary
    receptionist salesperson seller buyer merchandiser marketer copywriter writer editor
    journalist reporter translator interpreter photographer videographer illustrator animator
    artist musician chef cook baker waiter waitress barista bartender host hostess housekeeper
    concierge sommelier welder electrician plumber carpenter mechanic machinist fitter operator
    driver courier picker packer forklift warehouseman planner dispatcher foreman builder
    painter mason roofer joiner gardener farmer guard firefighter policeman soldier sergeant
    captain pilot steward stewardess head lead leader chief founder cofounder co-founder owner
    partner president vp ceo cto cfo coo cio ciso cmo principal dean fellow intern trainee
    apprentice freelancer contractor volunteer strategist producer recruiter generalist
    ambassador advisor adviser agent broker banker trader underwriter actuary economist
    statistician biologist chemist physicist geologist librarian curator archivist tester sre
    devops dba postdoc postdoctoral scrum locum sister matron underwriter estimator surveyor
    inspector draftsman draughtsman toolmaker stocker student doctoral phd entwickler
    entwicklerin ingenieur ingenieurin architekt architektin leiter leiterin teamleiter
    teamleiterin abteilungsleiter geschäftsführer geschäftsführerin berater beraterin
    sachbearbeiter sachbearbeiterin mitarbeiter mitarbeiterin referent referentin assistent
    assistentin lehrer lehrerin erzieher erzieherin arzt ärztin krankenschwester krankenpfleger
    krankenpflegerin pfleger pflegerin pflegefachkraft pflegefachfrau pflegefachmann
    altenpfleger altenpflegerin altenpflegehelferin buchhalter buchhalterin steuerberater
    kaufmann kauffrau verkäufer verkäuferin schweißer schweißerin schlosser elektriker
    elektroniker mechaniker mechatroniker monteur tischler fahrer lagerist fachkraft kellner
    kellnerin koch köchin praktikant praktikantin werkstudent werkstudentin auszubildender
    auszubildende azubi praktikum aushilfe vertriebsleiter rechtsanwalt rechtsanwältin jurist
    juristin redakteur redakteurin dozent dozentin forscher wissenschaftler administrator
    meister techniker technikerin disponent einkäufer einkäuferin gesellschafter gründer inhaber
    projektleiter projektleiterin schichtleiter schichtleiterin filialleiter filialleiterin
    bereichsleiter stationsleitung ingénieur ingénieure développeur développeuse chef cheffe
    directeur directrice responsable gestionnaire consultant consultante technicien technicienne
    comptable infirmier infirmière aide-soignant aide-soignante médecin professeur professeure
    enseignant
    enseignante formateur formatrice assistant assistante secrétaire vendeur vendeuse commercial
    commerciale chargé chargée conseiller conseillère cuisinier cuisinière serveur serveuse
    stagiaire apprenti apprentie avocat avocate juriste notaire électricien soudeur soudeuse
    menuisier plombier mécanicien chauffeur magasinier cariste opérateur opératrice graphiste
    rédacteur rédactrice traducteur traductrice architecte analyste auditeur auditrice
    contrôleur contrôleuse coordinateur coordinatrice animateur animatrice éducateur éducatrice
    réceptionniste gérant gérante fondateur fondatrice associé associée alternant alternante
    bénévole doctorant doctorante chercheur chercheuse stage alternance manageur pharmacien
    préparateur administrateur administratrice"""
)
TITLE_ENDS = tuple(
    words(
        """ingenieur ingenieurin entwickler entwicklerin leiter leiterin berater beraterin
        manager managerin techniker technikerin arbeiter pfleger pflegerin verkäufer
        verkäuferin lehrer lehrerin meister mechaniker kaufmann kauffrau assistent
        assistentin referent referentin fahrer schwester ärztin arzt helfer helferin leitung
        angestellter angestellte anwalt anwältin praktikant praktikantin student studentin"""
    )
)
"""How German joins them to what comes before: Bauleiter, Vertriebsassistentin."""
