"""Knows a place when it is written as one: city, region, country, in four languages."""

import re
from functools import cache

from phonenumbers.geodata.locale import LOCALE_DATA

from domain.resumes.extracting.sheet import Piece

_TONGUES = ("en", "de", "fr", "zh")
_ALSO_CALLED = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "us": "US", "united states of america": "US",
    "uk": "GB", "u.k.": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "great britain": "GB", "northern ireland": "GB", "uae": "AE", "korea": "KR",
    "the netherlands": "NL", "holland": "NL", "czech republic": "CZ", "turkey": "TR",
    "côte d'ivoire": "CI", "brd": "DE", "hong kong": "HK", "中国": "CN", "china": "CN",
}  # fmt: skip
# Names of people and states of the USA that are countries, too.
_NOT_ALONE = frozenset({"georgia", "jordan", "chad", "jersey", "guinea", "mali", "togo"})
_STATES = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB SK NS NB NL PE NSW
    VIC QLD TAS ACT""".split()
)
_REGIONS = frozenset(
    """california;texas;florida;new york;illinois;ohio;georgia;michigan;washington;oregon;virginia;
    massachusetts;pennsylvania;arizona;colorado;minnesota;north carolina;new jersey;ontario;quebec;
    québec;british columbia;alberta;bavaria;bayern;hessen;sachsen;baden-württemberg;
    nordrhein-westfalen;nrw;niedersachsen;brandenburg;île-de-france;bretagne;provence;normandie;
    catalonia;lombardy;karnataka;maharashtra;tamil nadu;telangana;kerala;victoria;queensland;
    new south wales;greater london;west midlands;yorkshire;kent;surrey""".replace(
        "\n", ""
    ).replace("    ", "").split(";")
)
_CITIES = {
    city.strip(): region
    for region, cities in {
        "US": """new york;new york city;los angeles;chicago;houston;phoenix;philadelphia;san diego;
            dallas;austin;san francisco;seattle;denver;boston;washington;portland;atlanta;miami;
            detroit;minneapolis;san jose;columbus;charlotte;nashville;baltimore;pittsburgh;oakland;
            brooklyn;sacramento;st. louis;salt lake city;raleigh;cleveland;tampa;orlando""",
        "GB": """london;manchester;birmingham;leeds;glasgow;edinburgh;liverpool;bristol;cardiff;
            belfast;cambridge;oxford;sheffield;nottingham;leicester;newcastle;brighton;reading""",
        "DE": """berlin;hamburg;münchen;munich;köln;cologne;frankfurt;frankfurt am main;stuttgart;
            düsseldorf;leipzig;dresden;hannover;nürnberg;bremen;essen;dortmund;bonn;mannheim;
            karlsruhe;freiburg;heidelberg;potsdam;augsburg;münster;kiel;rostock;mainz;aachen""",
        "AT": "wien;vienna;graz;linz;salzburg;innsbruck",
        "CH": "zürich;zurich;genf;geneva;genève;basel;bern;lausanne;luzern;winterthur",
        "FR": """paris;lyon;marseille;toulouse;nice;nantes;strasbourg;montpellier;bordeaux;lille;
            rennes;grenoble;reims;toulon;dijon;angers;tours;brest;rouen;nancy""",
        "BE": "brussels;bruxelles;antwerp;gent;liège",
        "NL": "amsterdam;rotterdam;utrecht;eindhoven;the hague;den haag",
        "ES": "madrid;barcelona;valencia;sevilla;málaga;bilbao",
        "IT": "rome;roma;milan;milano;turin;torino;naples;napoli;florence;bologna",
        "PT": "lisbon;lisboa;porto",
        "PL": "warsaw;warszawa;kraków;krakow;wrocław;gdańsk;poznań",
        "IE": "dublin;cork;galway", "DK": "copenhagen;københavn;aarhus", "NO": "oslo;bergen",
        "SE": "stockholm;göteborg;gothenburg;malmö", "FI": "helsinki;espoo;tampere",
        "CZ": "prague;praha;brno", "HU": "budapest", "RO": "bucharest;cluj-napoca",
        "GR": "athens;thessaloniki", "TR": "istanbul;ankara;izmir", "UA": "kyiv;lviv;kharkiv",
        "IN": """mumbai;delhi;new delhi;bangalore;bengaluru;hyderabad;chennai;pune;kolkata;
            ahmedabad;gurgaon;gurugram;noida;jaipur;kochi""",
        "CN": """beijing;shanghai;shenzhen;guangzhou;hangzhou;chengdu;nanjing;wuhan;xi'an;suzhou;
            tianjin;chongqing;北京;上海;深圳;广州;杭州;成都;南京;武汉;西安;苏州;天津;重庆;长沙;
            青岛;大连;厦门;宁波;郑州;合肥;济南;沈阳;无锡;福州;东莞;佛山;昆明;哈尔滨""",
        "HK": "香港", "TW": "taipei;台北", "SG": "singapore", "JP": "tokyo;osaka;kyoto;yokohama",
        "KR": "seoul;busan", "AE": "dubai;abu dhabi", "IL": "tel aviv;haifa;jerusalem",
        "EG": "cairo;alexandria", "ZA": "cape town;johannesburg;durban;pretoria",
        "NG": "lagos;abuja", "KE": "nairobi", "GH": "accra", "MA": "casablanca;rabat",
        "CA": "toronto;vancouver;montreal;montréal;ottawa;calgary;edmonton",
        "AU": "sydney;melbourne;brisbane;perth;adelaide;canberra", "NZ": "auckland;wellington",
        "BR": "são paulo;sao paulo;rio de janeiro", "MX": "mexico city;guadalajara;monterrey",
        "AR": "buenos aires", "CO": "bogotá;medellín", "CL": "santiago", "PE": "lima",
        "PH": "manila", "VN": "hanoi;ho chi minh city", "TH": "bangkok", "ID": "jakarta",
        "MY": "kuala lumpur", "PK": "karachi;lahore;islamabad", "BD": "dhaka",
    }.items()
    for city in cities.split(";")
}  # fmt: skip
_POSTCODE = (
    r"(?:(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
)
_TOWN = r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]{1,2}[^\W\d_]+){0,3}"
_POSTED = re.compile(
    rf"(?P<town>{_TOWN}),?\s+{_POSTCODE}(?!\w)|(?<!\w){_POSTCODE}\s+(?P<late>{_TOWN})"
)
_CHINESE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,3})市|[\u4e00-\u9fff]{2}(?=$|\W)"
)
_PARTS = re.compile(r"\s*[,，/]\s*|\s+[-–]\s+|\s*[()]\s*")  # noqa: RUF001  # as people write them


@cache
def _countries() -> dict[str, str]:
    names = {name: region for name, region in _ALSO_CALLED.items()}
    for region, by_tongue in LOCALE_DATA.items():
        for tongue in _TONGUES:
            name = by_tongue.get(tongue, "")
            # A star means: as in that other tongue.
            name = by_tongue.get(name[1:], "") if name.startswith("*") else name
            if len(name) > 1 and not name.startswith("*"):
                names.setdefault(name.casefold(), region)
    return names


def country_of(words: str) -> str | None:
    """Return the ISO code of a country or of a city we know; None for other words."""
    plain = " ".join(words.casefold().split())
    return _countries().get(plain) or _CITIES.get(plain) or _CITIES.get(plain.removesuffix("市"))


def is_place(words: str) -> bool:
    """Whether the words are a country, region, state or city we know, alone or joined."""
    parts = [part for part in _PARTS.split(words.strip(" .,()")) if part]
    return bool(parts) and all(_is_known(_unposted(part)) for part in parts)


def find_place(piece: Piece) -> tuple[str, Piece, float] | None:
    """Return city, region and country as the piece writes them, where, and how sure.

    Streets and postcodes are left out of the value; None when no known place ends the words.
    """
    parts = _split(piece)
    known = [index for index, part in enumerate(parts) if _is_known(_unposted(part.text))]
    posted = [index for index, part in enumerate(parts) if _POSTED.fullmatch(part.text)]
    anchors = sorted({*known, *posted})
    if not anchors:
        return _chinese(piece)
    last = anchors[-1]
    first = anchors[0]
    if first > 0 and first == last and not _is_city(parts[first].text) and _is_town(parts[first - 1].text):
        first -= 1
    chosen = [_unposted(part.text) for part in parts[first : last + 1]]
    if len(chosen) == 1 and chosen[0].casefold() in _NOT_ALONE | {state.casefold() for state in _STATES}:
        return None
    begin = parts[first].start + parts[first].text.find(chosen[0])
    end = parts[last].start + parts[last].text.find(chosen[-1]) + len(chosen[-1])
    whole = piece.part(begin - piece.start, end - piece.start)
    return ", ".join(dict.fromkeys(chosen)), whole, 0.9 if len(chosen) > 1 else 0.75


def _chinese(piece: Piece) -> tuple[str, Piece, float] | None:
    for match in _CHINESE.finditer(piece.text):
        city = match["city"] or match[0]
        if match["city"] or city in _CITIES:
            found = piece.part(match.start(), match.end())
            return found.text, found, 0.8
    return None


def _split(piece: Piece) -> list[Piece]:
    parts, at = [], 0
    for gap in _PARTS.finditer(piece.text):
        parts.append(piece.part(at, gap.start()))
        at = gap.end()
    parts.append(piece.part(at, len(piece.text)))
    return [part for part in parts if part.text]


def _unposted(words: str) -> str:
    match = _POSTED.fullmatch(words)
    return (match["town"] or match["late"] or words) if match else words


def _is_known(words: str) -> bool:
    return (
        words in _STATES
        or words.casefold() in _REGIONS
        or (country_of(words) is not None and words != words.casefold())
        or words in _CITIES
    )


def _is_city(words: str) -> bool:
    plain = _unposted(words)
    return plain != words or plain.casefold() in _CITIES


def _is_town(words: str) -> bool:
    """A town's name: capital words without digits, at most four."""
    return bool(re.fullmatch(_TOWN, words)) and words[0].isupper() and len(words.split()) <= 4
