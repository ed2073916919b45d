"""Abbreviations of languages other than English: where a sentence goes on, or ends, behind one.

`sentencex` has lists of abbreviations, but of most languages short ones, and takes none of them
for the end of a sentence. Here is what it lacks; a language without a table has its rules alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.patterns import LETTER


@dataclass(frozen=True, slots=True)
class _Table:
    """The abbreviations of a language, in lower case, without points and spaces.

    `titles` stand before a name and end no sentence. `numbers` stand before a figure. `lists` end
    a list ("etc.") and with it the sentence, if a capital follows. `others` end a sentence only
    before one of the `openers`: words that begin sentences and no name. Before a small letter
    none of them does, nor does an ordinal in front of a word of `dated`.
    """

    titles: frozenset[str]
    numbers: frozenset[str]
    lists: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    dated: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.titles | self.numbers | self.lists | self.others


# In this order: titles | numbers | lists | others | openers | dated
_TABLES = {
    "de": """dr prof dipl ing hr hrn fr frl st hl fa abt frhr gebr min gen zb dh bzw inkl exkl
          zzgl gem evtl ggf insb sog vgl ca
        | nr nrn art abs bd kap s str tel abb tab ziff anm aufl az max mind rd
        | usw etc usf
        | ua uä ia idr zt zzt mio mrd tsd vchr nchr str abs gegr geb gest verh ev mbh lt ggü allg
          bes jr sen co kg km/h std sek sa jh
        | der die das den dem des ein eine einen einem einer er sie es wir ich man im in am an auf
          auch mit bei beim nach von vom zum zur für aber und so als wenn weil obwohl während seit
          bis jetzt nun ihr ihre sein seine dieser diese dieses doch dort da damals danach dann
          darauf denn heute gestern hier später trotzdem zudem außerdem allerdings insgesamt über
          unter vor ob dabei damit deshalb dennoch jedoch nur was wer wie wo warum kein keine viele
        | januar februar märz april mai juni juli august september oktober november dezember jan
          feb aug sept okt nov dez jahrhundert jahrhunderts""",
    "fr": """pex cf m mm mme mmes mlle mlles mgr me dr drs pr prof st ste sts stes gén col cap lt
          bd boul
        | art chap fig p pp vol no nos n av env tél al t éd app bd ch h
        | etc
        | cad sa sarl avj-c apj-c j-c env av bd boul s ed éd apr min max hab ndlr
        | le la les l un une des il elle ils elles on je nous vous ce cette ces cet c en dans sur au
          aux à de du d mais et ou où puis ensuite après avant avec pour par sans sous selon depuis
          pendant lors lorsque quand si son sa ses leur leurs notre nos votre vos mon ma mes tout
          tous toutes aujourd ainsi alors cependant pourtant enfin or donc qui que quel quelle
        | """,
    "es": """sr sra srta sres d dña da dn dr dra drs dres prof profa gral cnel cap tte ing lic arq
          excmo excma ilmo ilma mons fr sta sto st ud uds vd vds pte av avda pej
        | art arts pág págs pag cap caps fig figs núm num no nº nro vol tel av avda aprox tomo ed
          apdo km
        | etc
        | ac dc am pm sa eeuu jjoo ccaa ffaa cía ca ee uu sl srl aprox izq dcha
          apdo ed jr máx mín
        | el la los las un una unos unas él ella ellos ellas lo en de del al a con por para sin
          sobre según desde hasta pero y e o u ni si no ya también además después luego entonces
          ahora hoy ayer cuando donde mientras aunque como porque su sus este esta estos estas ese
          esa aquel mi se le les me nos hay fue es era todo todos muchos así qué quién cómo
        | """,
    "it": """sig sigg sigra sigre sigrina dott dottssa dr drssa prof profssa avv ing arch geom rag
          on sen min cav comm mons gen col cap ten s ss san sta st don card p pes cfr
        | art artt pag pagg cap fig figg n nn vol tel tav p pp sec es c co cfr
        | ecc etc
        | ac dc spa srl snc sas sa sec es tel ca max min no ss cgil ue onlus jr s
        | il lo la i gli le l un uno una nel nella nei nelle in di del della dei delle dal dalla da
          a al alla ai con per tra fra su sul sulla ma e ed o se non che chi cosa come quando dove
          poi dopo prima oggi ieri ora anche inoltre infatti però quindi così questo questa questi
          queste quello quella egli lui lei loro suo sua si ci è era sono secondo durante mentre
        | """,
    "pt": """sr sra srs srta d dª dr dra drs dras prof profa eng arq exmo exma gen cel cap st sto
          sta s pe av pex
        | art arts pág págs pag cap fig figs n nº num vol tel av ed ref apto aprox
        | etc
        | ac dc sa ltda cia ue eua tel ex obs séc am pm jr máx mín
        | o a os as um uma ele ela eles elas em no na nos nas de do da dos das ao à aos com por pelo
          pela para sem sobre segundo desde até mas e ou se não já também além depois antes então
          agora hoje ontem quando onde enquanto embora como porque seu sua este esta esse essa
          aquele há foi é era todo todos muitos assim que quem isso isto
        | """,
    "nl": """dhr mevr mw mej dr drs mr ir ing prof ds st sint gen kol zr
        | nr nrs art blz p pag hfst fig tel ca vol jrg
        | enz etc ed
        | oa dwz bijv bv nv bijv ca mn tav ipv mbt tot zgn resp evt incl excl geb vchr nchr jl ivm
          a k tw max min
        | de het een hij zij ze wij we ik er in op aan met van voor naar bij door over uit om te tot
          na onder maar en of als toen dan daarna daar hier nu vandaag gisteren ook dat die dit deze
          zijn haar hun mijn onze wie wat waar hoe wanneer omdat hoewel terwijl volgens sinds
        | """,
    "sv": """dr prof st kl s:t fil
        | nr art s sid kap fig tel ca kl g gatan tfn
        | osv etc mfl mm
        | bla tex dvs fd sk tv co eu us ca f e kr fkr ekr resp ink exkl max min jfr
        | den det de en ett han hon vi jag man i på av med från till för om men och eller när där
          här nu då sedan efter innan under enligt också detta denna dessa hans hennes sin vad vem
          hur
        | """,
    "da": """dr prof hr fru st frk
        | nr art s side kap fig tlf ca kl stk
        | osv etc mv mfl
        | bla feks dvs fhv såk co eu us ca kr fkr ekr inkl ekskl max min jf evt mio mia tidl pga
        | den det de en et han hun vi jeg man i på af med fra til for om men og eller når der her nu
          da så siden efter før under ifølge også dette denne disse hans hendes sin hvad hvem
        | januar februar marts april maj juni juli august september oktober november december
          århundrede""",
    "pl": """dr prof mgr inż gen płk ppłk mjr kpt por hab św śp ks abp bp im o doc red lek mec ul s
          al pl os gm pow woj
        | nr str s rys tab art ust pkt t z tel ok rozdz poz wyd m poj godz
        | itd itp etc
        | np tj tzn tzw min ok ww wg zob por godz tys mln mld zł gr r rr w ww wiek pne ne ur zm jw
          pt ds dr br ub cd al ang łac niem ros
        | w we na z ze do od po przed przez przy nad pod dla o u bez za ale i a lub albo czy gdy
          kiedy gdzie jak jeśli jeżeli bo ponieważ potem następnie wtedy teraz dziś wczoraj tam tu
          to ten ta te ci ona on oni one jego jej ich się nie już także również jednak według
          podczas co kto wszystko wszyscy
        | stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
          grudnia""",
    "cs": """dr prof doc ing mgr bc mudr judr phdr rndr gen plk sv p pí ul nám tř
        | č čís str s obr tab čl odst kap tel cca sv roč př
        | atd apod aj etc
        | např tj tzv resp popř cca tis mil mld kč r stol sro as přnl nl ná nar zemř vs min max mj
        | v ve na z ze do od po před přes při nad pod pro o u bez za ale a i nebo když kde jak
          pokud protože potom pak tehdy teď dnes včera tam tady to ten ta ti ona on oni jeho její
          jejich se ne už také však podle během co kdo
        | ledna února března dubna května června července srpna září října listopadu prosince
          století""",
    "ru": """им г-н г-жа проф акад доц св ген полк кап лейт ул пл пр пер пос дер обл р-н бул наб
          тов гр гос о
        | рис янв февр апр авг сент окт нояб дек стр с ст табл гл п пп т тт
          тел д кв корп № л разд ч см ок
        | итд тд итп тп др пр
        | те тк тн тч тыс млн млрд трлн руб коп долл г гг в вв н э нэ днэ р м см км кг ч час мин
          сек чел экз шт кв ул д кор изд ред пер род ум ок см ср напр обл р-н просп
        | в во на с со из от до по при над под для о об у без за но и а или же если когда где как
          потому потом затем тогда теперь сейчас сегодня вчера там здесь тут это этот эта эти тот та
          те он она оно они мы я вы его её их не уже также однако после перед через согласно между
          среди кто что все всё такой такая каждый ещё только
        | """,
}
_TABLES["no"] = _TABLES["nb"] = _TABLES["nn"] = _TABLES["da"]
_TABLES["sk"] = _TABLES["cs"]
_TABLES["uk"] = _TABLES["be"] = _TABLES["bg"] = _TABLES["ru"]
_TABLES["lb"] = _TABLES["de"]
_TABLES["ca"] = _TABLES["gl"] = _TABLES["es"]

# Up to four parts: "z. B.", "т. е.", "S.p.A.", "av. J.-C.", "km/h."
_LAST_WORDS = re.compile(
    rf"(?:^|[\s(„“«»\"'’‘])((?:[^\W\d_]{{1,6}}\.[ \u00a0]?-?){{0,3}}{LETTER}+(?:[-/]{LETTER}+)?)\.$"
)
# Whatever its table says: what no sentence ends with if a small letter follows, or a figure.
_SHORT = re.compile(rf"(?:^|[^\w]){LETTER}{{1,4}}\.$")
_VOWELS = "aeiouyäöüáéíóúàèùâêîôûąęýěůåæøаеёиоуыэюяіїє"
_NO_WORD = re.compile(
    rf"(?:^|[\s(])(?<!\d )(?:{LETTER}|(?:(?![{_VOWELS}]){LETTER}){{2,4}})\.$", re.IGNORECASE
)
_POINTS = re.compile(r"\.[ \u00a0]?")
_INITIAL = re.compile(r"(?:^|[\s(„“«»\"'’‘.-])[^\W\d_a-z]\.$")
_ORDINAL = re.compile(r"(?:^|[^\w.,])\d{1,3}\.$")
# "Im 19. Jahrhundert", "seinem 80. Geburtstag", not "der 12. Danach".
_GERMAN_ORDINAL = re.compile(
    r"(?:,|\b(?:d(?:e[mnrs]|as|ie)|[ai]ns?|[ai]m|vom|zu[mr]|beim|(?:[msd]?ein|ihr|unser|jed|dies)e[mnrs]?"
    r"|oder|und))\s\d{1,2}\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[№#(]?\s?(?:\d|[IVXLC]+\b)")
_OPENING = "“„«»\"'‘’(\\[¿¡"
_FIRST_WORD = re.compile(rf"[{_OPENING}\s]*({LETTER}+)(?!{LETTER}|\.)")
_POSSIBLE_END = re.compile(rf"\.\s+(?=[{_OPENING}]*[^\W\d_a-z])")
# Units and numerals of kings: "80 km/h. Danach", "Wilhelm II. Er"
_UNIT = re.compile(r"\d\s?(?:km/h|[ckm]?m|k?g|ha|h|l|%|°C)\.$|\s[IVX]{1,5}\.$")
# In English, "is 38.5 m. The": a unit of one letter; not "b. 1850 m. Sarah".
_SHORT_UNIT = re.compile(r"(?<!\d{3})\d\s?(?:k?m/)?[mthlgs]\.\s+(?=[“\"‘'(]?(?:[A-Z][a-z]+|A|I)\s)")
_LOOK_BACK = 40  # characters before a full stop that can decide about it


@functools.cache
def _load_table(language: str) -> _Table | None:
    text = _TABLES.get(language)
    if text is None:
        return None
    return _Table(*(frozenset(part.split()) for part in text.split("|")))


def goes_on(left: str, right: str, language: str) -> bool:
    """Whether a sentence goes on between `left`, which ends with its end mark, and `right`.

    `("Der Preis ist z. B.", "hoch.", "de") -> True`; False where no rule says so.
    """
    table = _load_table(language)
    if table is None or not left.endswith("."):
        return False
    names = _find_names(left)
    small = right[:1].islower()
    if _ORDINAL.search(left):
        first = _FIRST_WORD.match(right)
        dated = small or bool(first and first[1].lower() in table.dated)
        german = language == "de" and _GERMAN_ORDINAL.search(left)
        return dated or bool(german and not _opens_sentence(right, table))
    if small:
        known = any(name in table.all for name in names) or _SHORT.search(left)
        return bool(known or _UNIT.search(left))
    if table.titles.intersection(names):
        return True
    if _NUMBER.match(right) and (_NO_WORD.search(left) or stands_before_number(left, language)):
        return True
    if table.others.intersection(names[1:]) or table.lists.intersection(names):
        return False
    initial = _INITIAL.search(left) and right[:1].isupper()
    return bool(initial and not _opens_sentence(right, table))


def stands_before_number(left: str, language: str) -> bool:
    """Whether a text ends with an abbreviation that a figure follows: `"Vea la pág." -> True`."""
    table = _load_table(language)
    return table is not None and not table.numbers.isdisjoint(_find_names(left))


def find_missed_ends(text: str, language: str) -> Iterator[int]:
    """Yield where a sentence begins behind an abbreviation that can end the one before.

    `("Brot, Milch usw. Danach", "de") -> 17`
    """
    if language == "en":
        yield from (end.end() for end in _SHORT_UNIT.finditer(text))
    table = _load_table(language)
    if table is None:
        return
    for end in _POSSIBLE_END.finditer(text):
        left = text[max(0, end.start() - _LOOK_BACK) : end.start() + 1]
        names = _find_names(left)
        ends = not table.lists.isdisjoint(names)
        may_end = not table.others.isdisjoint(names) or _UNIT.search(left)
        if ends or (may_end and _opens_sentence(text[end.end() : end.end() + 20], table)):
            yield end.end()


def _opens_sentence(right: str, table: _Table) -> bool:
    first = _FIRST_WORD.match(right)
    return right[:1] in "¿¡" or bool(first and first[1].lower() in table.openers)


def _find_names(left: str) -> list[str]:
    """Return what the abbreviation at the end may be: `"u. z. B." -> ["b", "zb", "uzb"]`."""
    found = _LAST_WORDS.search(left)
    if found is None:
        return []
    parts = _POINTS.split(found[1].lower())
    return ["".join(parts[at:]) for at in range(len(parts) - 1, -1, -1)]
