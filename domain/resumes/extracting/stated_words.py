"""What stands in a list of skills without being one: levels, praise, the words of sentences."""

from domain.resumes.extracting.word_lists import phrases, words

CHARACTER_HEADINGS = phrases(
    """soft skills; strengths; core strengths; abilities; stärken; soziale kompetenzen; atouts;
    savoir-être; personal skills; personal strengths; personal qualities; persönliche stärken;
    social skills; interpersonal skills; qualités; qualités personnelles; soft-skills"""
)
"""Headings and labels under which people praise their character."""
OTHER_LABELS = phrases(
    """languages; language; sprachen; sprachkenntnisse; langues; 语言; hobbies; hobbys;
    interests;
    interessen; loisirs; references; referees; referenzen; address; adresse; anschrift; phone;
    telefon; mobile; email; e-mail; born; geboren; nationality; nationalität;
    availability; available;
    verfügbarkeit; disponibilité; notice; notice period; right to work; work permit;
    driving licence;
    driving license; driver's license; licence; license; führerschein; permis; permis
    de conduire; 驾照; 爱好"""
)
"""Labels of what is no skill, or told elsewhere."""
LEVELS = words(
    """beginner basic basics elementary intermediate advanced expert proficient
    fluent native good
    excellent strong solid confident competent experienced familiar master level working daily
    occasional regular user very high low medium first second certified
    anfänger grundkenntnisse basiskenntnisse fortgeschritten fortgeschrittene experte
    expertin gut gute
    sehr ausgezeichnet fließend sicher sicherer muttersprache erfahren profi niveau
    stufe täglich
    débutant débutante intermédiaire avancé avancée confirmé confirmée bon bonne bien
    très excellente
    courant courante maîtrise notions expérimenté
    入门 初级 中级 高级 精通 熟练 熟悉 良好 一般 优秀 掌握 了解 a1 a2 b1 b2 c1 c2"""
)
"""Words that tell how well; an item of these alone is no skill."""
PRAISE = words(
    """hardworking hard-working reliable punctual motivated self-motivated
    enthusiastic friendly flexible
    honest dedicated energetic passionate outgoing positive proactive trustworthy
    dependable polite
    organised organized creative adaptable calm patient cheerful dynamic committed responsible
    player attitude ethic personality eager willing willingness quick learner pressure
    independent independently reliability punctuality flexibility adaptability
    motivation patience
    creativity empathy initiative loyalty honesty enthusiasm accuracy resilience
    zuverlässig zuverlässigkeit pünktlich pünktlichkeit belastbar belastbarkeit teamfähig
    teamfähigkeit teamplayer flexibel flexibilität freundlich freundlichkeit
    motiviert motivation
    engagiert sorgfältig sorgfalt selbstständig selbständig selbstständigkeit selbständigkeit
    einfühlungsvermögen geduld geduldig kreativ kreativität lernbereit lernbereitschaft
    verantwortungsbewusst verantwortungsbewusstsein kommunikativ stressresistent ehrlich
    ponctuel ponctuelle ponctualité rigoureux rigoureuse rigueur sérieux sérieuse
    dynamique motivé
    motivée autonome autonomie polyvalent polyvalente polyvalence souriant souriante organisé
    organisée créatif créative patience sociable adaptabilité écoute l'écoute esprit discrétion"""
)
"""Words of praise: who says them tells a character, which never enters."""
SENTENCE = words(
    """i i'm i've my me we our you your am is are was were be been have has had can
    will would able who
    which that this these those because when while etc
    ich mein meine mich wir bin ist sind war habe hat haben kann können wird werde dass welche
    je j'ai mon ma mes nous suis est sont ai avons peux sais qui que capable"""
)
"""Words that only sentences hold."""
CHINESE_PRAISE = (
    "我", "吃苦", "责任", "沟通能力", "团队", "认真", "积极", "能力强",
    "学习能力", "性格", "善于", "能够",
    "具有", "具备", "乐观",
    "踏实", "抗压", "热爱", "诚实", "英语", "普通话", "驾照", "四级", "六级",
)  # fmt: skip
