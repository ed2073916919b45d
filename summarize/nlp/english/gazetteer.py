"""Names that English texts often have: first names, places, countries. Data only."""

from __future__ import annotations

from summarize.nlp.english import phrase_groups, words

# First names that distinguish men from women. Those that both have are left out.
MALE_FIRST_NAMES = words(
    """aaron abdul abdullah abraham adam adrian ahmed alan albert alberto alejandro alexander
    alexandre alf alfred ali alistair allan allen amir anders andreas andrei andrew andy angelo
    angus anthony antoine anton antonio arjun arnold arsene arthur axel barack barry bashar ben
    benedict benjamin benoit bernard bernardo bernd bert bilal bill billy bjorn bob bobby boris
    brad bradley brendan brian bruce bruno bryan burak byron calvin carl carlo carlos cesar chad
    charles christian christoph christopher chuck clarence claude clifford clive colin connor
    conor craig cristiano curtis cyril dale damian damien dan daniel danny darren dave david dean
    declan denis dennis derek desmond dick didier diego dieter dietrich dirk dmitry domenico
    dominic don donald doug douglas duncan dustin dwayne dylan earl ed eddie edgar edmund eduardo
    edward edwin egon elias elliot emil emilio emmanuel enrico enrique eric erik ernest ernesto
    erwin ethan eugene evan fabian fabio farid felipe felix ferdinand fernando fidel filip finn
    floyd francesco francisco francois frank franz fred freddie frederick friedrich fritz gabriel
    gareth garry gary gavin geoff geoffrey george georges gerald gerard gerd gerhard gianluca
    gilbert giles giorgio giovanni giuseppe glenn gordon graeme graham greg gregory guillermo
    gunnar gunther gustav guy hamid hans harald harold harry harvey hassan hector heinrich heinz
    helmut henri henrik henry herbert herman hiroshi horst howard hugh hugo ian ibrahim igor imran
    ingo isaac ismail ivan jack jacob jacques jaime jake jakob james jared jason javier jeff
    jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joao joe joel johan johann johannes
    john johnny jon jonas jonathan jorge jose josef joseph josh joshua juan julian julien julio
    jurgen justin kai karim karl karsten keith ken kenneth kenny kevin khalid kieran klaus kofi
    konrad kristian kurt kyle lance lars laurent lawrence leo leon leonard leonardo leonid leroy
    lewis liam lionel lloyd lorenzo louis luca lucas luciano ludwig luigi luis lukas luke magnus
    mahmoud malcolm manuel marc marcel marco marcus mario mark markus marshall martin marvin
    massimo mateo mathieu matt matteo matthew matthias maurice mauricio max maxim mehmet michael
    michel miguel mike mikhail milan milos mohamed mohammad mohammed moritz moses muhammad murray
    mustafa nathan nathaniel ned neil nelson niall nicholas nick nicolas nigel nikolai nils noah
    norbert norman novak oleg oliver olivier omar osama oscar oskar otto owen pablo paolo pascal
    patrick paul paulo pavel pedro per pete peter petr phil philip philipp philippe phillip pierre
    pieter piotr prakash rafael rahul rainer raj rajesh ralf ralph ramon raphael rashid raul ravi
    ray raymond reginald reinhard rene ricardo riccardo richard rick ricky rob robert roberto rod
    roderick rodney rodrigo roger roland rolf roman ron ronald ronaldo ross roy rudolf rudy rupert
    russell ruud ryan salvatore sanjay saul scott sean sebastian sergei sergey sergio seth shane
    shaun shinzo silvio simon stanley stefan stefano stephan stephen steve steven stuart sven
    tariq ted terence theo theodore thierry thomas tim timothy tobias todd tom tomas tommy tony
    travis trevor uwe vernon victor vijay viktor vincent vincenzo vinod vitaly vladimir volker
    walter warren wayne werner wilfred wilhelm will william willie wolfgang xavier yann yannick
    yuri yusuf zachary zlatan"""
)

FEMALE_FIRST_NAMES = words(
    """abigail ada adele agatha agnes agnieszka aisha alana alexandra alice alicia alina alison
    allison alyssa amanda amelia amina amy ana anastasia angela angelina anita anja ann anna annabel
    anne annette annie antonia astrid audrey barbara beatrice beatriz becky belinda bernadette beth
    bethany betty beverley bianca birgit bonnie brenda bridget brigitte britney camilla carla carmen
    carol carole caroline carolyn carrie catherine cathy cecilia celia chantal charlotte cheryl
    chloe christiane christina christine cindy claire clara claudia clementine colleen connie
    constance cornelia cristina cynthia daisy daniela danielle daphne dawn deborah debbie delia
    denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor elena elisabeth
    eliza elizabeth ella ellen elsa elsie emily emma erica erika erin esther ethel eunice eva fatima
    fiona flora frances francesca freda frieda gabriela gabrielle gemma georgina geraldine gertrude
    gillian gina giulia gladys gloria grace greta gretchen gwen hannah harriet heather heidi heike
    helen helena helga henrietta hermione hilda holly ida imogen ines ingeborg ingrid irene iris
    irina isabel isabella isabelle ivy jacqueline jana jane janet janice jasmine jeanette jeanne
    jemima jennifer jenny jessica jill joan joanna joanne jocelyn johanna josephine joyce juanita
    judith judy julia juliana julie juliet justine karen karin karina karla kate katarina katharina
    katherine kathleen kathryn kathy katie katja katrina kayla kerstin kirsten kirsty kristen
    kristin kristina lara larissa laura lauren leah leila lena leonora leticia liliana lily linda
    lisa liz liza lola lorna lorraine louisa louise lucia lucinda lucy ludmila luisa lydia lynda
    lynn mabel madeleine madonna maggie magdalena malala mandy manuela margaret margarita margot
    maria marianne marie marilyn marina marjorie marlene martha martina mary matilda maud maureen
    megan melania melanie melinda melissa meredith mia michaela michelle mildred mina miranda miriam
    moira molly mona monica monika muriel myra nadia nadine nancy naomi natalia natalie natasha nell
    nicole nina nora norma olga olivia ophelia pamela patricia patsy paula pauline peggy penelope
    penny petra phoebe phyllis pippa polly priscilla priya rachel ramona rebecca regina renate renee
    rhoda rhonda rita roberta rosa rosalind rosamund rose rosemary rosie roxanne ruth sabina sabine
    sabrina sally samantha sandra sarah selena serena shannon sharon sheila shirley sigrid silke
    silvia sonia sonja sophia sophie stella stephanie sue susan susana susanna susanne suzanne
    svetlana sylvia tamara tanya tara tatiana teresa tessa thelma theresa tina tracey ulrike ursula
    valentina valerie vanessa vera verity veronica viola violet vivienne wanda wendy wilma winifred
    yasmin yolanda yvette yvonne zara zoe"""
)

# Come between the parts of a name: "Ursula von der Leyen".
NAME_PARTICLES = words("van von der den de del di da la le el al bin ibn")

# Places whose names occur in many articles. Others are known by an "in" or "near" before them.
PLACE_NAMES = words(
    """afghanistan albania algeria argentina australia austria bangladesh belgium bolivia bosnia
    brazil britain bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus
    denmark ecuador egypt england estonia ethiopia finland france germany ghana greece hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan kenya kosovo kuwait latvia
    lebanon liberia libya lithuania luxembourg malaysia malta mexico morocco nepal netherlands
    nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar
    romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan
    sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay
    venezuela vietnam wales yemen zambia zimbabwe alaska arizona arkansas california colorado
    connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine
    maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
    oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming amsterdam athens
    baghdad bangkok barcelona beijing beirut belfast berlin birmingham bombay boston bradford
    brighton bristol brussels budapest cairo cambridge cardiff chicago cleveland copenhagen dallas
    damascus delhi detroit dubai dublin edinburgh frankfurt geneva glasgow hamburg helsinki houston
    istanbul jakarta jerusalem johannesburg kabul kiev kyiv lagos leeds leicester lisbon liverpool
    london madrid manchester melbourne miami milan montreal moscow mumbai munich nairobi newcastle
    norwich nottingham oslo oxford paris philadelphia portsmouth prague rome rotterdam seattle seoul
    shanghai sheffield southampton stockholm sunderland sydney tehran tokyo toronto vancouver vienna
    warsaw washington zurich"""
)

# Names of the same country or union and its people; ";" divides the groups, "|" the names.
COUNTRY_NAMES = phrase_groups(
    """
    us | usa | united states | united states of america | america | american | americans ;
    uk | united kingdom | britain | great britain | british | briton | britons ;
    eu | european union ; un | united nations ; netherlands | holland | dutch ;
    uae | united arab emirates | emirati ; burma | myanmar | burmese ; france | french ;
    germany | german | germans ; spain | spanish | spaniard ; italy | italian | italians ;
    portugal | portuguese ; greece | greek | greeks ; ireland | irish ;
    scotland | scottish | scots ; wales | welsh ; england | english ; belgium | belgian ;
    austria | austrian ; switzerland | swiss ; sweden | swedish | swede ;
    norway | norwegian | norwegians ; denmark | danish | dane | danes ; finland | finnish | finn ;
    iceland | icelandic ; poland | polish | poles ; russia | russian | russians ;
    ukraine | ukrainian | ukrainians ; turkey | turkish | turks ; israel | israeli | israelis ;
    egypt | egyptian | egyptians ; syria | syrian | syrians ; iraq | iraqi | iraqis ;
    iran | iranian | iranians ; libya | libyan ; tunisia | tunisian ; morocco | moroccan ;
    algeria | algerian ; jordan | jordanian ; lebanon | lebanese ; yemen | yemeni ; qatar | qatari ;
    saudi arabia | saudi | saudis ; kuwait | kuwaiti ; afghanistan | afghan | afghans ;
    pakistan | pakistani | pakistanis ; india | indian | indians ; bangladesh | bangladeshi ;
    nepal | nepalese | nepali ; china | chinese ; japan | japanese ; taiwan | taiwanese ;
    vietnam | vietnamese ; thailand | thai ; malaysia | malaysian ; indonesia | indonesian ;
    philippines | philippine | filipino | filipinos ; singapore | singaporean ;
    australia | australian | australians ; canada | canadian | canadians ;
    mexico | mexican | mexicans ; brazil | brazilian | brazilians ;
    argentina | argentine | argentinian ; chile | chilean ; colombia | colombian ;
    venezuela | venezuelan ; peru | peruvian ; cuba | cuban | cubans ; kenya | kenyan ;
    nigeria | nigerian | nigerians ; ghana | ghanaian ; ethiopia | ethiopian ; somalia | somali ;
    zimbabwe | zimbabwean ; uganda | ugandan ; hungary | hungarian ; romania | romanian ;
    bulgaria | bulgarian ; serbia | serbian ; croatia | croatian ; czech | czech republic | czechs ;
    europe | european | europeans ; africa | african ; asia | asian
    """
)
