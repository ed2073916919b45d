"""English antonyms: words that say the opposite of each other. Data only.

`OPPOSITES` has rows divided by ";", and each row two or more sides divided by "|": a word of
one side in the place of a word of another reverses the statement. Words of one side need not
mean the same. Regular forms are found by their stem; irregular ones are listed. Words that only
often exclude each other ("come" and "go") are left out.
"""

from __future__ import annotations

from summarize.nlp.english import phrase_groups, words
from summarize.nlp.english.function_words import BASIC_PREPOSITIONS

OPPOSITES = tuple(
    tuple(map(frozenset, sides))
    for sides in phrase_groups(
        """
rise rose risen increase grow grew grown climb gain soar surge jump leap leapt rocket skyrocket
swell swollen mount upturn growth upswing | fall fell fallen decrease decline drop shrink shrank
shrunk lose lost plunge plummet slump tumble sink sank sunk dip dwindle downturn loss downswing ;
raise boost lift heighten elevate hike | lower reduce cut lessen slash diminish trim curb ; rise
rose risen increase gain hike | cut reduction reduce ; launch start begin stage | cancel ; up upward
upwards uphill upstairs upstream | down downward downwards downhill downstairs downstream ; higher |
lower ; high | low ; highest | lowest ; heighten | lower ; more | less fewer ; most | least fewest ;
many numerous plenty | few little ; much | little ; maximum maximal maximise maximize | minimum
minimal minimise minimize ; multiply double triple quadruple | halve ; twice double | half ; expand
expansion widen broaden | contract contraction narrow shrink shrank shrunk ; accelerate quicken
hasten | decelerate slow brake delay ; strengthen reinforce fortify bolster | weaken undermine sap ;
intensify escalate | ease subside abate ; inflation inflate | deflation deflate ; appreciate
appreciation | depreciate depreciation ; improve improvement recover enhance upgrade | worsen
deteriorate deterioration degrade downgrade ; better | worse ; best | worst ; good | bad poor evil ;
well | badly poorly ; win won winner victory victorious triumph | lose lost loser defeat loss ; beat
beaten | lose lost ; gain | loss ; profit profitable earnings earn | loss lose lost ; surplus |
deficit shortage shortfall ; success successful succeed successfully | failure unsuccessful fail
unsuccessfully ; pass | fail ; achieve attain reach | miss fail ; lengthen extend prolong | shorten
curtail ; exceed surpass outstrip above over | below under miss ; above | below beneath under ; over
| under ; upper | lower ; top | bottom ; overestimate | underestimate ; overvalue | undervalue ;
approve approval endorse ratify | reject rejection disapprove disapproval veto ; accept acceptance
accede | refuse refusal reject rejection decline rebuff spurn ; agree agreement consent | disagree
disagreement refuse refusal dissent ; allow permit let authorise authorize legalise legalize | ban
forbid forbade forbidden prohibit bar outlaw criminalise criminalize prevent block ; enable |
disable prevent hinder ; permission | prohibition ban ; support back favour favor backing | oppose
opposition resist opposing ; supporter backer proponent advocate ally | opponent critic enemy foe
rival adversary ; for pro | against anti ; friend | enemy foe ; friendly | hostile ; praise laud
applaud commend compliment | criticise criticize condemn denounce blame slam deplore ; praise |
criticism condemnation ; welcome | reject condemn regret ; encourage urge motivate promote |
discourage deter dissuade demotivate ; help assist aid facilitate | hinder hamper obstruct impede
thwart harm ; benefit beneficial advantage advantageous | harm harmful disadvantage drawback
detrimental ; advantage | disadvantage ; defend protect | attack endanger harm ; defence defense
defender | attack offence offense attacker ; defendant | plaintiff prosecutor ; attack | retreat ;
confirm affirm admit acknowledge confess | deny denied denies denying denial refute disavow ; accuse
charge indict | exonerate clear acquit absolve ; convict condemn conviction | acquit acquittal clear
exonerate ; guilty guilt culprit | innocent innocence blameless victim ; arrest detain imprison jail
capture | release free liberate ; prosecution | defence defense ; legal lawful legally | unlawful
criminal ; believe trust | doubt distrust disbelieve ; sure certain | doubtful dubious uncertain
unsure ; true truth truthful | false untrue lie falsehood ; right correct | wrong incorrect mistaken
; honest | dishonest corrupt ; genuine authentic real original | fake forged counterfeit bogus copy
; remember | forget forgot forgotten ; include inclusion inclusive | exclude exclusion exclusive
omit ; add addition | subtract remove deduct removal ; plus | minus ; join | leave left quit ; enter
entry entrance | exit leave left departure ; arrive arrival | depart departure leave left ; stay
remain | leave left depart go went gone ; accept | decline ; keep kept retain | discard abandon drop
relinquish surrender ; continue resume persist maintain | stop halt cease discontinue suspend ;
start begin began begun launch commence beginning onset outset | end finish stop conclude ending
conclusion close cease ; opening | closing closure ; open reopen | close shut closed ; create build
built construct | destroy demolish dismantle raze ; establish found | abolish dissolve disband ;
creation construction | destruction demolition ; install | uninstall remove ; hire recruit employ
appoint | fire sack dismiss ; appointment | dismissal resignation ; join | resign ; employment
employed | unemployment unemployed jobless ; employer | employee worker staff ; boss manager |
worker employee subordinate ; buy bought purchase buyer | sell sold seller sale ; import importer |
export exporter ; lend lent lender creditor | borrow borrower debtor ; give gave given | take took
taken receive ; send sent sender | receive receiver recipient ; pay paid | owe receive ; spend spent
spending | save saving earn ; income revenue | expense expenditure cost ; asset | liability debt ;
credit | debit ; deposit | withdrawal withdraw withdrew withdrawn ; invest | divest ; free | paid ;
cheap cheaper cheapest inexpensive | expensive dear costly dearer pricier ; rich wealthy richer
richest affluent | poor poorer poorest needy ; wealth | poverty ; supply | demand ; gross | net ;
wholesale | retail ; lead led ahead leader | trail behind follower lag ; ahead | behind ; forward
forwards | backward backwards back ; advance | retreat ; front | rear back ; before prior previously
| after afterwards following ; earlier early earliest | later late latest ; first | last final ;
former | latter current ; previous last preceding past | next following subsequent future coming ;
past | future ; ancient old older oldest elderly | young younger youngest modern ; old older oldest
| new newer newest ; youth youngster | elder pensioner ; novel fresh | stale outdated ; recent |
distant remote ; modern contemporary | outdated obsolete ; predecessor | successor ; precede |
follow ; yesterday | today | tomorrow ; morning | afternoon | evening | night ; day daytime | night
overnight ; midnight | noon midday ; dawn sunrise | dusk sunset ; winter | spring | summer | autumn
; weekday | weekend ; daily | weekly | monthly | quarterly | yearly annual annually ; temporary
provisional temporarily | permanent permanently ; short shorter shortest brief briefly | long longer
longest lengthy ; short shorter shortest | tall taller tallest ; quick quickly fast faster fastest
rapid rapidly swift swiftly | slow slower slowest slowly ; gradual gradually | sudden suddenly
abrupt abruptly ; immediately instantly | eventually ; always constantly | sometimes rarely seldom
occasionally ; often frequently commonly frequent | rarely seldom rare hardly infrequently ; usual
common ordinary typical | unusual rare exceptional ; everyone everybody | someone somebody nobody ;
everything | something nothing ; everywhere | somewhere nowhere ; entire entirely whole wholly fully
completely total totally full complete | partial partially partly half ; all | none half ; majority
most | minority ; exactly precisely exact | approximately roughly about nearly almost around ; large
larger largest big bigger biggest huge vast enormous giant massive | small smaller smallest tiny
little minor ; great greater greatest | small smaller smallest least lesser minor ; major | minor ;
main primary | secondary ; significant significantly substantial substantially considerable
considerably dramatic dramatically sharp sharply steep steeply | slight slightly marginal marginally
modest modestly minimal minimally negligible ; strong stronger strongest strongly | weak weaker
weakest weakly feeble ; hard harder hardest difficult tough tougher | easy easier easiest easily
simple ; simple simpler simplest straightforward | complex complicated ; heavy heavier heaviest
heavily | light lighter lightest lightly ; thick thicker | thin thinner ; wide wider widest broad
broader | narrow narrower ; deep deeper deepest | shallow shallower ; near nearer nearest nearby
close closer closest | far farther farthest further distant remote ; hot hotter hottest warm warmer
warmest heat | cold colder coldest cool cooler chill ; freeze froze frozen | melt thaw boil ; wet
wetter damp rainy | dry drier driest arid ; flood | drought ; sunny | rainy cloudy ; bright brighter
light | dark darker dim ; black | white ; loud louder noisy | quiet quieter silent ; rough | smooth
; sharp | blunt ; soft softer | hard harder ; liquid | solid ; full | empty ; clean cleaner | dirty
polluted ; safe safer safely safety secure | dangerous hazardous risky danger ; calm peaceful
peacefully | violent turbulent tense violently ; peace truce ceasefire | war fighting ; happy
happier happily pleased glad delighted joy | sad unhappy sorrow angry upset ; love loved | hate
hated loathe ; like | dislike ; optimistic optimism optimist hopeful | pessimistic pessimism
pessimist ; hope | despair fear ; brave courage | cowardly cowardice ; proud pride | ashamed shame ;
calmly | angrily ; laugh | cry weep wept ; smile | frown ; polite | rude ; kind | cruel ; generous |
stingy mean ; clever intelligent smart | stupid ; wise | foolish ; careful cautious | careless
reckless ; innocent | guilty ; positive positively | negative negatively ; active | passive inactive
; voluntary voluntarily optional | mandatory compulsory obligatory ; flexible | rigid ; private
privately | public publicly ; privatise privatize | nationalise nationalize ; secret secretly | open
openly public ; hide hid hidden conceal | reveal expose disclose ; visible | invisible hidden ;
domestic | foreign international overseas ; local | national global foreign ; native | foreign ;
urban city | rural countryside ; regular | irregular ; formal | informal ; official | unofficial ;
military | civilian ; soldier | civilian ; amateur | professional ; expert | novice beginner layman
; conservative | liberal progressive ; democracy democratic | dictatorship authoritarian ; democrat
| republican ; left | right ; capitalism capitalist | communism communist socialism socialist ;
north northern northward | south southern southward | east eastern eastward | west western westward
; northeast northeastern | northwest northwestern | southeast southeastern | southwest southwestern
; inside inner internal interior indoor indoors inland inward within | outside outer external
exterior outdoor outdoors outward offshore ; onshore | offshore ; online | offline ; in | out ; on |
off ; to | from ; home | away ; host | guest visitor ; vertical | horizontal ; clockwise |
anticlockwise counterclockwise ; parallel | perpendicular ; direct directly | indirect indirectly ;
present presence attend | absent absence miss ; alive live survive living survivor surviving | dead
die died death deceased kill perish ; birth born | death died dead ; healthy health well | sick ill
illness unhealthy ; cure heal healed | infect ; injured hurt wounded | unhurt unharmed uninjured
unscathed ; harm damage hurt | repair fix ; break broke broken | mend repair fix ; healthy |
diseased ; father dad | mother mum mom ; son | daughter ; brother | sister ; husband | wife ;
boyfriend | girlfriend ; grandfather | grandmother ; grandson | granddaughter ; uncle | aunt ;
nephew | niece ; stepfather | stepmother ; stepson | stepdaughter ; bride | groom bridegroom ; man
men | woman women lady ladies ; boy boys | girl girls ; male | female ; masculine | feminine ; king
| queen ; prince | princess ; actor | actress ; policeman | policewoman ; chairman | chairwoman ;
businessman | businesswoman ; spokesman | spokeswoman ; waiter | waitress ; hero | villain heroine ;
parent | child children ; child children kid | adult ; teenager | adult ; teacher professor |
student pupil ; ancestor | descendant ; marry married marriage wedding | divorce divorced separate
separation single ; together | apart separately alone ; unite unification union | divide division
split separate separation ; merge merger | split demerger separate ; connect attach link |
disconnect detach ; include | omit ; combine | separate ; same identical | different diverse
distinct ; similar similarity | different difference dissimilar ; equal equality | unequal
inequality ; agree | differ ; consistent | inconsistent contradictory ; landlord | tenant ; master |
servant slave ; captor | captive hostage ; predator | prey ; driver | passenger ; pilot | passenger
; pedestrian | motorist ; producer manufacturer | consumer ; question ask | answer reply ; cause |
effect consequence result ; input | output ; theory theoretical | practice practical ; fact factual
| fiction fictional ; reality real | fantasy imaginary illusion ; natural | artificial synthetic ;
manual manually | automatic automatically automated ; digital | analogue analog ; wireless | wired ;
raw | cooked processed ; sweet | sour bitter salty ; upload | download ; push pushed | pull pulled ;
load | unload ; lock | unlock ; tie | untie ; ascend ascent | descend descent ; takeoff | landing ;
sit sat | stand stood ; sleep slept asleep | wake woke woken awake ; float | sink sank sunk ;
attract attractive attraction | repel repulsive ; create | eliminate ; reward | punish punishment
penalty ; forgive forgave forgiven | punish ; admire respect | despise scorn ; obey comply
compliance | disobey violate defy breach violation ; follow | ignore flout ; tighten tight tighter |
loosen loose looser relax ; strict stricter | lenient lax ; impose introduce | lift scrap repeal
revoke ; grant | deny refuse withdraw ; uphold upheld | overturn quash overrule ; oust topple |
install reinstate ; elect | unseat ; promote promotion | demote demotion relegate relegation ;
qualify | disqualify ; victory | defeat ; score | concede ; attacker | defender ; singular | plural
; odd | even ; positive | negative ; introduction | conclusion ; prologue | epilogue ; beginning |
end ; opening | final ; dominant | subordinate ; superior | inferior ; senior | junior ; abundant
abundance plentiful | scarce scarcity limited ; limited | unlimited limitless ; lack | abundance ;
sufficient enough adequate | insufficient inadequate ; necessary essential | unnecessary superfluous
; useful | useless ; valuable | worthless ; important | unimportant trivial ; interesting exciting |
boring dull ; popular | unpopular ; famous renowned | obscure unknown ; clear clearly | unclear
vague ambiguous ; stable stability | unstable instability volatile ; normal | abnormal ; optimal |
suboptimal ; effective | ineffective ; efficient | inefficient ; training | testing ; encoder |
decoder ; bullish | bearish ; overweight | underweight ; hawkish | dovish
"""
    )
)

# A word with one of these before it says the opposite of the word: "happy", "unhappy".
NEGATIVE_PREFIXES = tuple("un in im il ir dis non de mis anti".split())
NEGATIVE_SUFFIX, POSITIVE_SUFFIX = "less", "ful"
# Begin like that, but say nothing about the word that is left: "discover", "cover".
NO_PREFIX = words(
    """discover display disease dispose dispatch distress disclose discount discharge distance
    increase inform inhabit intend invest instance intense improve impress impose import important
    impact implant income input inland inside insight indoor into invaluable inflammable index
    infamous union unify unique uniform until under unearth unfold design describe deliver
    depart defend deserve delight detail department develop devote mission depress despite demand
    decent delay denote depose deprive decrease despair debase decry"""
)

# Too common to prove anything unless nothing else changed.
PARTICLES = (BASIC_PREPOSITIONS - {"at", "by"}) | words(
    "up down out off over under to back like even"
)

# The same event from the other side: "Kim sold it to Lee", "Lee bought it".
CONVERSES = words(
    """buy buys bought sell sells sold send sends sent receive receives received give gives gave
    given take takes took taken lend lends lent borrow borrows borrowed beat beats beaten lose
    loses lost win wins won defeat defeats defeated pay pays paid precede precedes preceded
    follow follows followed"""
)
