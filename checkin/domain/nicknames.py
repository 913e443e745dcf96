"""Which first names stand for one another, in English and Spanish, and what a region adds of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

__all__ = ["OWN_HEAD", "Nicknames", "parse_nicknames", "shipped"]

OWN_HEAD = """\
# First names that stand for one another at this region's table, beside the hundreds that checkin knows.
# One group a line, the full name first. `not` takes a pair away. The desk reads this when it opens.
#
#   Guadalupe = Lupe, Pita
#   not William = Liam
"""
"""What the region's own table begins with."""
_NO_NAME = re.compile(r"[^\w\s'\u2019.-]|[\d_]")
_HOW = "write it like `Guadalupe = Lupe, Pita`"

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


@dataclass(frozen=True)
class Nicknames:
    """First names that stand for one another, all of them folded to letters without blanks."""

    related: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, first: str) -> frozenset[str]:
        """Return the first names that a first name may stand for, without itself."""
        return self.related.get(first, frozenset())

    def small(self, name: str) -> frozenset[str]:
        """Return the first names of which a Spanish diminutive was made: `juanito`, `pepito`, `anita`."""
        stem = re.sub(r"(qu|c)?it[oa]$", "", name)
        if stem == name or name in self.related:
            return frozenset()
        roots = [stem + end for end in ("", "a", "e", "o") if stem + end in self.related]
        return frozenset(roots).union(*(self.of(one) for one in roots))

    @cached_property
    def sorted(self) -> list[str]:
        """Every name of the table in order."""
        return sorted(self.related)


@cache
def shipped() -> Nicknames:
    """Return the table that comes with the program."""
    return Nicknames(_related((group.split() for group in (_ENGLISH + _SPANISH).split("|")), {}))


def parse_nicknames(text: str) -> tuple[Nicknames, tuple[str, ...]]:
    """Return the shipped table with a region's own lines, and a sentence for each line that can't be read."""
    groups: list[list[str]] = []
    apart: set[frozenset[str]] = set()
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        without = re.match(r"not\s+", said, re.IGNORECASE)
        full, equals, rest = said[without.end() if without else 0 :].partition("=")
        names = [_plain(one) for one in (full, *rest.split(","))]
        wrong = next((one.strip() for one in (full, *rest.split(",")) if not _plain(one)), None)
        if not equals or "=" in rest:
            problems.append(f"line {number}: {said!r} has no single `=`; {_HOW}.")
        elif wrong is not None:
            told = f"{wrong!r} is not a name" if wrong else "a name is missing"
            problems.append(f"line {number}: {told}; {_HOW}.")
        elif without:
            apart |= {frozenset((names[0], one)) for one in names[1:]}
        else:
            groups.append(names)
    return Nicknames(_related(groups, shipped().related, apart)), tuple(problems)


def _related(
    groups: Iterable[list[str]], before: Mapping[str, Iterable[str]], apart: Iterable[frozenset[str]] = ()
) -> Mapping[str, frozenset[str]]:
    related = defaultdict(set, {name: set(others) for name, others in before.items()})
    for names in groups:
        for name in names:
            related[name].update(names)
    for pair in apart:
        for name in pair:
            related[name] -= pair
    return {name: frozenset(others) - {name} for name, others in related.items()}


def _plain(name: str) -> str:
    """Return a name as letters without accents and blanks, or nothing when it is none."""
    from checkin.domain.names import fold  # noqa: PLC0415  that module knows this one

    folded = fold(name).replace(" ", "")
    return folded if folded.isalpha() and not _NO_NAME.search(name) else ""
