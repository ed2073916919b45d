"""Forms of common English verbs: enough to put one form in another's place."""

from __future__ import annotations

IRREGULAR = """
be/was/been become/became/become begin/began/begun bring/brought/brought build/built/built
buy/bought/bought catch/caught/caught choose/chose/chosen come/came/come cost/cost/cost
cut/cut/cut deal/dealt/dealt do/did/done draw/drew/drawn drive/drove/driven eat/ate/eaten
fall/fell/fallen feel/felt/felt fight/fought/fought find/found/found fly/flew/flown
forget/forgot/forgotten forgive/forgave/forgiven get/got/got give/gave/given go/went/gone
grow/grew/grown have/had/had hear/heard/heard hide/hid/hidden hit/hit/hit hold/held/held
hurt/hurt/hurt keep/kept/kept know/knew/known lay/laid/laid lead/led/led leave/left/left
lend/lent/lent let/let/let lose/lost/lost make/made/made mean/meant/meant meet/met/met
pay/paid/paid put/put/put read/read/read ride/rode/ridden ring/rang/rung rise/rose/risen
run/ran/run say/said/said see/saw/seen seek/sought/sought sell/sold/sold send/sent/sent
set/set/set shake/shook/shaken shoot/shot/shot show/showed/shown shut/shut/shut
sing/sang/sung sit/sat/sat sleep/slept/slept speak/spoke/spoken spend/spent/spent
split/split/split stand/stood/stood steal/stole/stolen stick/stuck/stuck
strike/struck/struck swear/swore/sworn swim/swam/swum take/took/taken teach/taught/taught
tell/told/told think/thought/thought throw/threw/thrown understand/understood/understood
undergo/underwent/undergone wake/woke/woken wear/wore/worn win/won/won
withdraw/withdrew/withdrawn write/wrote/written overcome/overcame/overcome beat/beat/beaten
overtake/overtook/overtaken break/broke/broken freeze/froze/frozen hang/hung/hung
spread/spread/spread quit/quit/quit arise/arose/arisen bite/bit/bitten
blow/blew/blown feed/fed/fed flee/fled/fled hurl/hurled/hurled
"""
REGULAR = """
abandon accept accuse achieve acquire act add address admire admit adopt advise affect agree aim
allow announce answer apologise apologize appeal appear apply appoint approach approve argue
arrange arrest arrive ask assault attack attempt attend attract avoid back ban base batter
believe belong blame block book boost call cancel capture care carry cause celebrate challenge
change charge chase check claim clear climb close collapse collect comment commit compare compete
complain complete concede concern confirm confront connect consider contact contain continue
contribute control convert convict cover crash create criticise criticize cross damage decide
declare decline decrease defeat defend delay deliver demand deny depart depend deserve design
destroy detain develop die disappear disclose discover discuss dismiss divide donate double doubt
drop earn elect emerge employ enable end endure enjoy enter escape establish evacuate examine exist
expand expect explain explode expose express face fail fear feature file fill finish fire fix
follow force form found gain grab grant greet guess guide handle happen hate head help hire host
hope hug identify ignore impose impress improve include increase indicate inform injure insist
inspire intend interview introduce invade invest investigate invite involve issue join judge jump
justify kick kidnap kill kiss knock lack land last laugh launch learn lie like limit link listen
live look love lower maintain manage march mark marry match matter mention miss mock monitor move
murder name need nominate notice object obtain occur offer open operate oppose order organise
organize outline overturn owe own pack pardon park participate pass pay-off perform permit persuade
photograph pick place plan play plead pledge point possess post pour praise prefer prepare present
press prevent produce promise promote propose protect protest prove provide publish pull punish
purchase pursue push qualify question raid raise rank reach react realise realize receive recall
recognise recognize recommend record recover reduce refer reflect refuse regret reject relate
release rely remain remember remind remove renew rent repair repeat replace reply report represent
request require rescue resign resist respond rest restore retain retire return reveal review reward
rob roll ruin rule rush sack sail save scare score scream search seem seize serve settle shape share
shock sign slam smash smile solve sort sound spark spot stab staff stage stalk start state stay stop
stress struggle study submit succeed sue suffer suggest supply support suppose surprise surround
survive suspect suspend switch tackle talk target taste tear-up terminate test thank threaten top
touch trace track trade trail train transfer transform travel treat trigger trust try turn undermine
unveil upset urge use value veto view visit vote wait walk want warn warrant wash watch welcome wish
witness work worry wound wrap admonish endorse sponsor outscore outbid outvote overrule rescind
thrash hammer trounce edge nominate embrace assist coach marry mentor adopt hail back
"""
# Verbs whose last consonant is doubled before -ed and -ing.
DOUBLING = frozenset(
    """admit ban batter commit drop grab hug plan rob slam stab stop spot trap wrap permit refer
    regret submit transfer ship chat beg step rub sum control cancel travel compel occur prefer
    deter fit knit skip slip strip trip hit""".split()
) - {"batter"}  # fmt: skip


def _past_regular(base: str) -> str:
    if base in DOUBLING:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


_TRIPLES = [entry.split("/") for entry in IRREGULAR.split()]
PAST = {base: _past_regular(base) for base in REGULAR.split() if "-" not in base}
PARTICIPLE = dict(PAST)
PAST.update((base, past) for base, past, _ in _TRIPLES)
PARTICIPLE.update((base, participle) for base, _, participle in _TRIPLES)
BASE = {past: base for base, past in PAST.items() if base not in {"be", "have", "do"}}
"""A verb of each past form: `"closed" -> "close"`."""
BASE_OF_PARTICIPLE = {participle: base for base, participle in PARTICIPLE.items()}


def third(base: str) -> str:
    """The form for he, she and it: `"carry" -> "carries"`."""
    if base in {"be", "have", "do", "go"}:
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


BASE_FORMS = f"(?:{'|'.join(sorted(PAST, key=len, reverse=True))})"
"""A pattern of them."""
