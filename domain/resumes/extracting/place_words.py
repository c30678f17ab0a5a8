"""Places as they are called in résumés: the ones that a list of countries lacks."""

from domain.resumes.extracting.word_lists import phrases, words

ALSO_CALLED = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "us": "US", "united states of america": "US",
    "uk": "GB", "u.k.": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "great britain": "GB", "northern ireland": "GB", "uae": "AE", "korea": "KR",
    "the netherlands": "NL", "holland": "NL", "czech republic": "CZ", "turkey": "TR",
    "côte d'ivoire": "CI", "brd": "DE", "hong kong": "HK", "中国": "CN", "china": "CN",
}  # fmt: skip
# Names of people and states of the USA that are countries, too.
NOT_ALONE = frozenset({"georgia", "jordan", "chad", "jersey", "guinea", "mali", "togo"})
STATES = words(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB SK NS NB NL PE NSW
    VIC QLD TAS ACT"""
)
REGIONS = phrases(
    """california;texas;florida;new york;illinois;ohio;georgia;michigan;washington;oregon;virginia;
    massachusetts;pennsylvania;arizona;colorado;minnesota;north carolina;new jersey;ontario;quebec;
    québec;british columbia;alberta;bavaria;bayern;hessen;sachsen;baden-württemberg;
    nordrhein-westfalen;nrw;niedersachsen;brandenburg;île-de-france;bretagne;provence;normandie;
    catalonia;lombardy;karnataka;maharashtra;tamil nadu;telangana;kerala;victoria;queensland;
    new south wales;greater london;west midlands;yorkshire;kent;surrey"""
)
CITIES = {
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
