"""Which given names are common in the news, and whose are they?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .person_words import Gender

_GIVEN_M: Final = """
    aaron adam adrian ahmed alan alastair albert alberto alejandro aleksandr alex alexander alexei alexey alfred ali
    alistair allan allen amir anatoly anders andre andreas andrei andrew andrey andy angus anthony antoine anton
    antonio antony arjun arkady arthur austin barry bart ben benedict benjamin bernard bernd bill bob boris brad
    brandon brendan brett brian bruce bruno bryan carl carlos cameron cedric charles charlie chris christian
    christoph christopher colin connor craig cyril damian damien dan daniel danny darren dave david dean dennis
    derek dick dieter dietrich dimitri dirk dmitri dmitry dominic don donald douglas duncan dwight dylan ed eddie
    edgar eduardo edward edwin egor elliot emilio emmanuel enrico eric erik ernest ethan eugene evan evgeny felix
    fernando finn florian francesco francis francisco francois frank franz fred frederick friedrich gabriel gareth
    garry gary gavin geoff geoffrey george georg gerald gerard gerhard giles giovanni giuseppe glen glenn gordon
    graham grant greg gregor gregory guido gustav guy hamid hans harold harry harvey hassan heinrich helmut henri
    henrik henry herbert herman hiroshi horst howard hugh hugo hussein iain ian ibrahim igor ilya isaac ivan ivor
    jack jackson jacob jacques jaime jake james jamie jan jared jason javier jay jean jeff jeffrey jens jeremy
    jerome jerry jesse jim jimmy joachim joao joe joel john johann johannes jon jonas jonathan jordan jorge jose
    josef joseph josh joshua juan julian julio jurgen justin kamal karl keith ken kenneth kevin khaled klaus
    konstantin kurt kyle lars laurence lawrence lee len leo leon leonard leonid leroy leslie lewis liam lloyd
    lorenzo louis luca lucas luis luiz luke magnus malcolm manuel marc marcel marcelo marco marcos marcus mario mark
    markus martin marvin massimo mateo mathias matt matteo matthew matthias maurice max maxim maximilian michael
    michel miguel mihail mikael mike mikhail milan milos mitch mohamed mohammad mohammed muhammad mustafa nathan
    neil nelson nicholas nick nicolas nigel nikita niklas nikolai noah noel norman oleg oliver omar oscar osman otto
    owen pablo paolo pascal patrick paul pavel pedro per pete peter petr phil philip philipp philippe pierre piotr
    rafael rajesh ralph ramon randall randy raul ray raymond reinhard rene ricardo richard rick rob robert roberto
    robin rod roger roland rolf roman ron ronald rory ross roy rudolf rupert russell ruslan ryan salman sam samuel
    santiago saul scott sean sebastian serge sergei sergey sergio seth shane simon stanislav stanley stefan stefano
    stephan stephane stephen steve steven stewart stuart sven taras ted terence terry theo theodore thierry thomas
    tim timothy tobias todd tom tomas tommy tony travis trevor tyler ulrich vadim valentin valery victor viktor
    vincent abdul abdullah ajay akira amit anil anwar ashok bashar basil benoit bjorn carsten cesar claus clive
    daisuke dario declan desmond diego dinesh dougie edgar eli elias elijah emil emile emre enzo ernesto esteban
    ezra fadi farhad faisal fidel gaston gilles graeme gunther gustavo hakan hamza hector heinz hendrik hiroki
    hisham hubert humphrey idris ismail ivo jamal jarrod jerzy joaquin jonah julius kaspar kazuo kenji khalid kofi
    kwame lamar lloyd luc ludwig mahmoud marek maurizio mehmet miles mitsuo mohan murray naveen niall nils noboru
    olaf omari otis ousmane percy philippe prakash quentin rahul raj ramesh rashid ravi rene rhys rohan rufus sanjay
    satoshi shaun sheldon sidney silvio sunil suresh tariq tarik tobin toru tyrone umar vasily vijay vikram wallace
    wesley winston yannick yasser yoshi youssef zoltan vitaly vladimir volodymyr wade walter warren wayne werner
    wilhelm will william wolfgang xavier yuri yusuf yves zachary
"""
_GIVEN_F: Final = """
    abigail ada adriana agnes aisha alexandra alexis alice alicia alison allison amanda amber amelia amy ana
    anastasia andrea angela angelica anita ann anna annabel anne annette annika anya april arlene ashley astrid
    audrey aurora ayesha barbara beatrice becky belinda bella bernadette beth bethany betty beverly bianca bonnie
    brenda bridget brigitte brittany camila camilla carla carmen carol carole caroline carolyn caterina catherine
    cathy cecilia celia charlotte chelsea cheryl chloe christina christine ciara cindy claire clara claudia colleen
    constance cora corinne courtney cristina cynthia daisy dana daniela danielle daria daphne dawn debbie deborah
    debra deirdre delia denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor elena eleni
    elif elisa elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica erika erin estelle esther
    ethel eva eve evelyn faith fatima felicity fiona flora florence frances francesca freya gabriela gabriella gail
    gemma georgia georgina geraldine gillian gina giulia gloria grace greta gwen hannah harriet hazel heather heidi
    helen helena helene helga hilary hilda holly ida ilse imogen ines inga ingrid irene iris irina isabel isabella
    isabelle ivana ivy jacqueline jade jana jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill
    joan joana joanna joanne jocelyn johanna josephine joy joyce juanita judith judy julia juliana julie juliet june
    justine kaja karen karin karina karla kate katarina katerina kathleen kathryn kathy katie katja katrina katy
    kayla kelly kerry kim kirsten kirsty krista kristen kristin kristina lara larissa laura lauren layla leah lena
    leila lesley leticia lidia lila lilian lily linda lindsay lisa liz liza lois lorna lorraine louise lucia lucy
    ludmila luisa lydia lynn mabel madeleine madison maja mandy margaret margarita margot maria mariana marie marina
    marion marisa marjorie marta martha martina mary matilda maureen mavis maya meera megan melanie melinda melissa
    meredith mia michelle mila mildred milena mina miranda miriam moira molly mona monica monika muriel myra nadia
    nadine nancy naomi natalia natalie natasha nicola nicole nina nora norma olga olivia oksana paige pamela
    patricia paula pauline penelope penny petra philippa phyllis polina priscilla priya rachel ramona rebecca regina
    renata renee rhiannon rita roberta rosa rosalind rose rosemary roxanne ruby ruth sabine sabrina sally samantha
    sandra sara sarah saskia shannon sharon sheila shirley silvia simone sofia sonia sonja sophia sophie stacey
    stella stephanie sue susan susanna susanne suzanne svetlana sylvia tamara tania tanya tara tatiana tatyana
    teresa tessa theresa tina tracey tracy ulrike una ursula valentina valeria valerie vanessa vera adele agatha
    agnieszka aiko akiko alba aleksandra amal amara amina anjali annalena antonia aoife astrid beata birgit brigid
    carina catriona chiara consuelo cordelia deepa delphine dominique doreen ebony edna elsie emine esme eunice
    fatou fernanda flavia freda galina genevieve gertrude giovanna gudrun guadalupe gunilla hadiza heike hana
    henrietta hermione hiroko ilona imani ingeborg iulia ivanka jelena joelle josefina kamala katharina keiko
    khadija lakshmi latifa leila liliana liv ljubica lottie ludivine luz magdalena maeve mahnaz malgorzata
    marguerite mariam marlene masha maud mercedes mireille mona nasreen nell nessa niamh noor odile orla petronella
    pilar pooja rania raquel rina roisin rosario rowena ruta sadia saoirse selma shabnam shalini shreya sigrid
    simona siobhan solange soledad sunita swati tamsin tatjana thea tomoko ulla usha veronique vesna wilma winifred
    xiomara yael yuki yvonne zainab zeynep zofia veronica veronika victoria viktoria viola violet virginia vivian
    wendy whitney xenia yana yasmin yelena yolanda yulia yvette yvonne zara zhanna zoe zsofia
"""
# Short forms that papers use beside the full one.
NICKNAMES: Final[dict[str, str]] = {
    "joe": "joseph",
    "bob": "robert",
    "bill": "william",
    "will": "william",
    "mike": "michael",
    "tom": "thomas",
    "jim": "james",
    "dick": "richard",
    "rick": "richard",
    "ben": "benjamin",
    "dan": "daniel",
    "dave": "david",
    "ed": "edward",
    "ted": "edward",
    "tony": "anthony",
    "tim": "timothy",
    "steve": "stephen",
    "chris": "christopher",
    "matt": "matthew",
    "nick": "nicholas",
    "alex": "alexander",
    "sam": "samuel",
    "kate": "katherine",
    "liz": "elizabeth",
    "sue": "susan",
    "jen": "jennifer",
    "greg": "gregory",
    "jeff": "jeffrey",
    "ken": "kenneth",
    "ron": "ronald",
    "don": "donald",
    "phil": "philip",
    "andy": "andrew",
}


@cache
def given_names() -> dict[str, Gender | None]:
    """Return common given names in lower case with their gender, None for those of both."""
    men, women = frozenset(_GIVEN_M.split()), frozenset(_GIVEN_F.split())
    names: dict[str, Gender | None] = dict.fromkeys(men, "m")
    names.update(dict.fromkeys(women, "f"))
    names.update(
        dict.fromkeys(men & women | {"robin", "kim", "leslie", "alex", "sam", "chris", "taylor", "jordan"}, None)
    )
    return names
