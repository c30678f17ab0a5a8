"""The words that head a résumé's sections, in four languages."""

from typing import Literal

SectionKind = Literal[
    "summary",
    "experience",
    "education",
    "skills",
    "languages",
    "projects",
    "volunteering",
    "certificates",
    "publications",
    "interests",
    "references",
    "awards",
    "contact",
]

_HEADINGS: dict[SectionKind, str] = {
    "summary": """summary; professional summary; executive summary; career summary; profile;
        professional profile; personal profile; about; about me; objective; career objective;
        personal statement; overview; highlights; career highlights; introduction; who i am;
        profil; über mich; kurzprofil; zusammenfassung; persönliches profil; ziele;
        résumé; à propos; à propos de moi; objectif; profil professionnel; présentation;
        个人简介; 自我评价; 个人总结; 求职意向; 个人概述; 自我介绍; 个人优势; 求职目标""",
    "experience": """experience; work experience; professional experience; employment;
        employment history; work history; career history; career; relevant experience;
        professional background; professional history; work; jobs; positions held; appointments;
        academic appointments; teaching experience; clinical experience; industry experience;
        nursing experience; research experience; additional experience; other experience;
        earlier experience; selected experience; employment record; career to date; stationen;
        berufstätigkeit; praxis; freelance work; expérience de travail; historique professionnel;
        activités professionnelles; 工作情况; 工作简历; 职业生涯;
        positions; engagements; military service;
        where i have worked; where i worked; where i've worked; erfahrung; erfahrungen;
        berufserfahrung; berufserfahrungen; berufliche erfahrung; berufliche erfahrungen;
        beruflicher werdegang; werdegang; berufspraxis; praxiserfahrung; praktische erfahrung;
        praktische erfahrungen; berufliche tätigkeit; berufliche tätigkeiten; arbeitserfahrung;
        beruflicher hintergrund; berufliche laufbahn; berufliche stationen; praktika;
        expérience; expériences; expérience professionnelle; expériences professionnelles;
        parcours professionnel; parcours; emplois; stages; expériences de travail;
        工作经历; 工作经验; 职业经历; 从业经历; 实习经历; 工作履历; 任职经历; 实践经历; 职业履历""",
    "education": """education; academic background; academic history; education history; studies;
        academic qualifications; educational background; schooling; degrees; qualifications;
        ausbildung; bildung; bildungsweg; studium; schulbildung; akademische ausbildung;
        schulische ausbildung; akademischer werdegang; hochschulbildung; bildungsgang;
        berufsausbildung; schule; where i studied; studied;
        formation; formations; études; diplômes; scolarité; cursus; parcours académique;
        formation académique; parcours scolaire; cursus universitaire;
        教育经历; 教育背景; 学历; 学习经历; 教育; 教育程度; 学历背景""",
    "skills": """skills; technical skills; key skills; core skills; core competencies; competencies;
        professional skills; hard skills; soft skills; skill set; expertise; technologies; tools;
        tech stack; technology; areas of expertise; skill summary; skills summary; strengths;
        computer skills; it skills; software; programming languages; technical proficiencies;
        proficiencies; technical expertise; key competencies; core strengths; clinical skills;
        proficiency; skill highlights; toolbox; abilities; equipment; what i can do; what i bring;
        what i am good at; what i'm good at; what i work with;
        was ich kann; das kann ich; ce que je sais faire;
        kenntnisse; fähigkeiten; kompetenzen; it-kenntnisse; edv-kenntnisse; fachkenntnisse;
        technische kenntnisse; fachliche kompetenzen; schwerpunkte; programmierkenntnisse;
        qualifikationen; technologien; computerkenntnisse; besondere kenntnisse; stärken; edv;
        weitere kenntnisse; soziale kompetenzen; programmiersprachen; werkzeuge;
        compétences; compétences techniques; compétences clés; savoir-faire; outils; informatique;
        compétences informatiques; compétences professionnelles; logiciels; atouts; savoir-être;
        技能; 专业技能; 技术栈; 职业技能; 个人技能; 掌握技能; 技能特长; 专业能力; 技术能力;
        核心技能;         技能证书; 工具; 计算机技能""",
    "languages": """languages; language skills; language proficiency; spoken languages;
        foreign languages; sprachen; sprachkenntnisse; fremdsprachen; langues;
        langues parlées; compétences linguistiques; langues étrangères;
        语言; 语言能力; 语言技能; 外语; 外语水平; 语言水平""",
    "projects": """projects; selected projects; key projects; personal projects; side projects;
        project experience; open source; portfolio; projekte; projekterfahrung; eigene projekte;
        ausgewählte projekte; projets; projets personnels; réalisations;
        项目经历; 项目经验; 项目; 个人项目; 主要项目""",
    "volunteering": """volunteering; volunteer work; volunteer experience; volunteer; community;
        community service; community involvement; leadership and volunteering;
        extracurricular activities; activities; extracurriculars; ehrenamt; engagement; soziales;
        ehrenamtliches engagement; ehrenamtliche tätigkeit; ehrenamtliche tätigkeiten;
        bénévolat; vie associative; engagements associatifs; engagement associatif;
        志愿者经历; 志愿经历; 社会活动; 校园经历; 社团经历; 社会实践; 公益活动""",
    "certificates": """certificates; certifications; certification; licenses; licences; training;
        licensure; courses; tickets; professional development; coursework; continuing education;
        accreditations; zertifikate; zertifizierungen; weiterbildung; weiterbildungen; kurse;
        fortbildung; fortbildungen; certificats; formations complémentaires; habilitations;
        permis; 证书; 资格证书; 培训经历; 职业资格; 所获证书; 培训; 资质证书""",
    "publications": """publications; selected publications; papers; talks; presentations; patents;
        conferences; conference presentations; veröffentlichungen; publikationen; vorträge;
        patente; brevets; conférences; 论文; 发表论文; 专利; 学术成果""",
    "interests": """interests; hobbies; personal interests; hobbies and interests; interessen;
        hobbys; freizeit; interessen und hobbys; centres d’intérêt; centres d'intérêt; loisirs;
        intérêts; 兴趣爱好; 爱好; 兴趣; 个人爱好""",
    "references": """references; referees; referenzen; références; 推荐人; 证明人""",
    "awards": """awards; honors; honours; achievements; awards and honors; scholarships; grants;
        key achievements; accomplishments; fellowships; auszeichnungen; stipendien; erfolge;
        distinctions; prix; bourses; 获奖经历; 荣誉; 获奖情况; 奖项; 荣誉奖项; 所获荣誉; 奖学金""",
    "contact": """contact; contact details; contact information; contact me; personal details;
        personal information; personal data; details; info; kontakt; kontaktdaten; coordonnées;
        persönliche daten; persönliche angaben; zur person; personalien; informations;
        informations personnelles; état civil; 联系方式; 个人信息; 基本信息; 联系我; 个人资料""",
}
HEADINGS: dict[str, SectionKind] = {
    " ".join(phrase.split()): kind
    for kind, phrases in _HEADINGS.items()
    for phrase in phrases.split(";")
}
DOCUMENT_TITLES = frozenset(
    [
        "curriculum vitae",
        "resume",
        "résumé",
        "cv",
        "lebenslauf",
        "tabellarischer lebenslauf",
        "bewerbung",
        "curriculum",
        "bewerbungsunterlagen",
        "europass",
        "europass cv",
        "europass curriculum vitae",
        "europass-lebenslauf",
        "europass lebenslauf",
        "简历",
        "个人简历",
        "求职简历",
        "履历",
    ]
)
"""What says of the whole file that it is a résumé."""
