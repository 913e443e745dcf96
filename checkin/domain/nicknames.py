"""Which first names stand for one another, in English and Spanish."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

__all__ = ["nicknames_of"]

_ENGLISH = """
abigail abby gail | abraham abe bram | adelaide addie | albert al bert albie |
alexander alex al xander sasha lex | alexandra alex sandra lexi sasha lexie sandy | alfred al fred alfie |
alison ali allie | amanda mandy | andrew andy drew | angela angie | ann annie nan | anna annie |
anthony tony | antonia toni | arthur art artie | barbara barb babs barbie | benjamin ben benny benji |
bernard bernie | bethany beth | bradley brad | brandon bran | brian bri | calvin cal | cameron cam |
caroline carrie caro | carolyn carrie lyn | catherine cathy cat kate katie cate cathie kathy |
charles charlie chuck chas chip | charlotte charlie lottie | christina chris tina chrissy christy christie |
christine chris tina chrissy christy | christopher chris kit topher | cynthia cindy | daniel dan danny |
danielle dani | david dave davey | deborah deb debbie debra | dennis denny | dominic dom nick |
donald don donny | dorothy dot dottie dolly | douglas doug | edward ed eddie ted teddy ned |
edwin ed eddie | eleanor ellie nell nora |
elizabeth liz beth betty eliza lizzie libby betsy lisa liza elsie bess | emily em emmy | eugene gene |
evelyn evie | frances fran frannie | francis frank | frederick fred freddy rick | gabriel gabe |
gabrielle gabby | gerald gerry jerry | geraldine gerry | gerard gerry | gregory greg | harold harry hal |
harrison harry | helen nell nellie | henry hank harry hal | herbert herb bert | isabella bella izzy |
isabel izzy bella belle | jacob jake jay | jacqueline jackie | james jim jimmy jamie | jane janie |
janet jan | janice jan | jason jay | jeffrey jeff | jennifer jen jenny jenn | jeremy jerry jem |
jerome jerry | jessica jess | jessie | joanna jo joanne | john johnny jack jon | jonathan jon jonny nathan |
joseph joe joey | josephine jo josie | joshua josh | judith judy | julia julie jules | justin jus |
karen kari | katherine kathy kate katie kat kathryn kay kit | kathleen kathy kate katie kay |
kathryn kathy kate katie | kenneth ken kenny | kimberly kim kimmy | kristen kris kristy |
kristina kris tina kristy | laura laurie | lawrence larry lawrie | leonard leo len lenny | leslie les |
lewis lou lew | lillian lily lil | linda lindy | louis lou louie | louise lou | lucille lucy | lucas luke |
madeline maddie | magdalene maggie | marcus marc mark |
margaret maggie meg peggy marge margie greta peg rita | marianne mary | marjorie marge margie |
martha marty patty | martin marty | mary molly polly mae | matthew matt matty | maureen mo |
maximilian max | maxwell max | megan meg | melanie mel | melissa mel missy lissa | melvin mel |
michael mike mick mikey mickey | michelle shelly | mildred millie | mitchell mitch |
mohammed mohammad muhammad mo | nancy nan | natalie nat | nathan nate nat | nathaniel nate nat nathan |
nicholas nick nicky nico | nicole nicky nikki | norman norm | oliver ollie | olivia liv livvy | pamela pam |
patricia pat patty tricia trish patsy | patrick pat paddy rick | penelope penny | peter pete | philip phil |
phillip phil | priscilla cilla | rachel rach | randall randy | raymond ray | rebecca becky becca |
reginald reg reggie | richard rick dick rich ricky richie | robert bob rob bobby robbie bert |
roberta bobbie | roger rodge | ronald ron ronnie | rosemary rose rosie | russell russ | samantha sam sammy |
samuel sam sammy | sarah sally sadie | scott scotty | sebastian seb | sharon shari | sidney sid |
stanley stan | stephanie steph steffi | stephen steve stevie steven | steven steve stevie | stuart stu |
susan sue susie suzy | susanna sue susie | suzanne sue suzy | sylvester sly | sylvia syl | tabitha tabby |
teresa terry tess tracy | terrence terry | theodore ted teddy theo | theresa terry tess | thomas tom tommy |
timothy tim timmy | tobias toby | valerie val | vanessa nessa | veronica ronnie roni | victor vic |
victoria vicky tori vikki | vincent vince vinny | virginia ginny ginger | walter walt wally |
wendell wendy | wesley wes | wilfred wilf fred | william bill will billy willy liam | winston win |
yvonne vonnie | zachary zach zack zak |
"""

_SPANISH = """
adolfo fito | adriana adri | alberto beto tito | alejandra ale jandra sandra alex |
alejandro ale alex jandro | alfonso poncho fonso | alfredo fredo fede | alicia licha | ana anita |
andrea andy | angel angelito | antonia tona toni | antonio tono tony antonino | araceli celi cheli |
arturo turo | beatriz bety betty bea | benito beno | benjamin mincho | carlos charly carlitos |
carmen carmela carmencita menchu | catalina cata lina | cecilia ceci chila | concepcion concha | conchita |
consuelo chelo | cristina cris tina | cristobal tobal cris | cruz crucita | daniel dani | daniela dani |
diego dieguito | dolores lola loli | eduardo lalo edu | eduviges vicky | elena nena | emilio milo |
enrique quique kike rique | ernesto neto | esperanza lancha espe | esteban teban | eugenia quena genia |
felipe pipe lipe | fernando nando fer | fernanda fer nanda | florencia flor lencha |
francisca paca pancha paquita | francisco paco pancho curro cisco kiko frank | gabriel gabi gabo |
gabriela gaby gabi | gerardo lalo gera | gilberto beto gil | gonzalo gonza chalo | graciela chela |
gregorio goyo | guadalupe lupe lupita | guillermo memo guille | gustavo tavo gus | hector tito |
heriberto beto | hortensia tencha | humberto beto | ignacio nacho | isabel chabela isa chavela |
ismael melo | jacobo coco | javier javi | jesus chuy chucho | jesusa chucha | joaquin quino |
jorge coque jorgito | jose pepe chepe joselito | josefina fina pepita chepina | juan juanito |
juana juanita | julio julito | laura lala | leonardo leo nardo | leticia lety leti | lorenzo lencho |
lourdes lulu | luis lucho guicho | luisa lucha | luz lucecita | manuel manny manolo meme manu |
manuela manola | marcela chela | margarita mago rita magui margo | maria mari maruja marucha marichu |
mariana mari nana | mario mayito | mauricio mau | mercedes meche merche | miguel mike migue |
natividad nati | nicolas nico colas | octavio tavo | pablo pablito | patricia paty pati | patricio pato |
pedro perico | pilar pili | rafael rafa fallo | ramon moncho mon | raul rule | refugio cuca cuco |
ricardo rico richi ricky | roberto beto robe | rodolfo fito rudy | rodrigo rigo | rolando rolo |
rosa rosita chayo | rosario chayo charo | salvador chava salva | santiago santi chago | sara sarita |
sebastian sebas | sergio checo | silvia chiva | socorro coco | soledad chole sole | susana susi |
teodoro teo doro | teresa tere | tomas tommy tomasito | valentina vale tina | veronica vero |
vicente chente | victor vic | virginia vicky | xochitl xochi | yolanda yoli | ysidro chilo |
"""


@cache
def _groups() -> dict[str, set[str]]:
    related: defaultdict[str, set[str]] = defaultdict(set)
    for group in (_ENGLISH + _SPANISH).split("|"):
        names = group.split()
        for name in names:
            related[name].update(names)
    return related


@cache
def nicknames_of(first: str) -> frozenset[str]:
    """Return the folded first names that a folded first name may stand for, without itself."""
    return frozenset(_groups().get(first, ())) - {first}
