"""Which given names are common in the news, and whose are they?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .person_words import Gender

_GIVEN_M: Final = """
    aaron abdoulaye abdul abdullah abelardo achim adam adel adil adrian agustin ahmed aidan ajay akbar akira alan
    alastair albert alberto aldo alejandro aleksander aleksandr alessandro alessio alex alexander alexandre alexei
    alexey alfonso alfred alfredo ali alistair allan allen alois amadou amar amir amit amos anatoly anders andre
    andreas andrei andrej andrew andrey andrzej andy angelo angus anil ansel anthony antoine anton antoni antonio
    antony anwar arild arjen arjun arkady armand armando arnaud arne arnold aron arthur arturo ashok asif atsushi
    attila aurelio austin axel aziz baptiste barnaby barry bart bartosz bashar basil basile bastian bela ben
    benedict benito benjamin benoit bernard bernd bertrand bill bjorn blaise bob bogdan boris boubacar brad brandon
    brendan brendon brett brian bronislaw bruce bruno bryan burak caleb callum calvin cameron carl carlos carsten
    casimir casper cecil cedric cesar chaim charles charlie chidi chinedu chris christian christoph christophe
    christopher ciaran claude claudio claus clifford clive colin colm connor conor cornelius cosimo craig cristian
    cuthbert cyril cyrus daisuke dale damian damien dan daniel danny dario dariusz darren dave david davide davor dawid
    dean declan denis dennis derek dermot derrick desmond dick didier diego dieter dietrich dilip dimitri dinesh
    dino dirk dmitri dmitry domenico dominic don donal donald dougie douglas dragan duncan dusan dwight dylan eamon
    ebrahim ed eddie edgar edmund eduard eduardo edward edwin egor einar ekrem eli elias elijah elliot elmar elton
    emeka emeric emil emile emilio emir emmanuel emre enda engin enrico enrique enzo ephraim eric erich erik ernest
    ernesto ervin esteban ethan etienne eugene evan evgeny ewan ezra fabian fabio fabrice fadi faisal farhad farid
    farouk federico felix ferdinand fernando fidel filip finn flavio florian francesco francis francisco francois
    frank franz fred frederick fredrik friedrich fritz gabriel gael gaetano gareth garry gary gaston gavin gennady
    geoff geoffrey georg george gerald gerard gerardo gerhard gerry giacomo gianni gideon gilbert giles gilles gino
    giorgio giovanni giuseppe glen glenn goran gordan gordon graeme graham grant greg gregoire gregor gregory
    grigory guido guillaume guillermo gunnar gunther gustav gustavo guy haakon habib haider hakan hamid hamish hamza
    hannes hans hari harold harry haruki harun harvey hasan hassan hector heinrich heinz helmut hendrick hendrik
    henning henri henrik henry herbert herman hernan hideo hilmar hiroki hiroshi hisham horst howard hubert hugh
    hugo hugues humberto humphrey hussein iago iain ian ibrahim idris idrissa ignacio ignatius igor ikenna ilya
    immanuel ingo iqbal isaac isaiah isidro ismael ismail itzhak iulian ivan ivar ivo ivor jabari jack jackson jacob
    jacques jaime jake jakob jakub jamal james jamie jamil jan janos jared jaromir jaroslav jarrod jason javed
    javier jay jean jeff jeffrey jens jeremy jeroen jerome jerry jerzy jesse jim jimmy jiri joachim joao joaquin
    jochen joe joel johann johannes john jon jonah jonas jonathan joost jordan jorge jorgen jose josef joseph josh
    joshua josip jozef juan juha jukka julian julio julius jurgen justin justus kader kalle kamal karel karim karl
    karsten kaspar kaveh kazuo keith kemal ken kenji kenneth kerem kevin khaled khalid kieran kjell klaus klemens
    knut koen kofi koichi koji konstantin krishna krzysztof kunal kurt kwabena kwame kyle lamar lars laszlo laurence
    lawrence leandro lee leif len lennart leo leon leonard leonardo leonid leopold leroy leslie leszek lewis liam
    lionel lloyd lorenzo lorne lothar louis luc luca lucas ludwig luigi luis luiz lukas luke lutz maciej magnus
    mahmoud maksim malcolm mamadou manfred manoj manolo manuel marc marcel marcelo marco marcos marcus marek mario
    marius mark marko markus marlon marten martin marvin masato massimo massoud matei mateo mathias matias mats matt
    matteo matthew matthias matthijs maurice maurits maurizio mauro max maxim maximilian mehmet melvin menachem
    mersad micah michael michel mick miguel mihail mikael mike mikhail mikko milan miles milo milos mirko miroslav
    mitch mitsuo modou mohamed mohammad mohammed mohan mohsen moises mordechai morten moshe muhammad murat murray
    mustafa nabil nadir najib nasser nathan naveen navid neil nelson nestor niall nicholas nick nicolas niels nigel
    nikhil nikita niklas nikola nikolai nikos nils nizar noah noboru noel norman nuno oisin olaf oleg oliver olivier
    olli omar omari omer orson oscar osman osvaldo otis otmar otto ousmane owen paavo pablo padraig paolo pascal
    patricio patrick paul pavel pavlos pawel pedro pekka per percival percy pete peter petr phil philip philipp
    philippe pierre pietro pinchas piotr pradeep prakash pranav quentin quincy radek radovan rafael rafal raheem
    rahul raj rajesh ralf ralph ramesh ramiro ramon ramzi randall randy raoul rashid rasmus raul ravi ray raymond
    raymundo refik reginald reiner reinhard remy rene reuben reza rhodri rhys ricardo riccardo richard rick rico
    rigoberto riku roald rob robert roberto robin rod roderick rodney rodolfo rodrigo roger rohan roland rolando
    rolf romain roman ron ronald ronan rory ross roy ruben rudolf rufus rui rune rupert ruslan russell ryan sadiq
    saeed sakari salim salman salvatore sam samir samuel sandor sanjay sanjeev santiago satoshi saul scott sean
    sebastian sebastiao selim serge sergei sergey sergi sergio seth seydou shahid shamus shane shaun sheldon shigeru
    sidney siegfried sigurd silvio simeon simon sixten slobodan sohail soren stanislav stanley stefan stefano
    stefanos steffen stephan stephane stephen steve steven stewart stig stuart sunil suresh sven sverre sylvain
    tadeusz taha takashi takeshi tamas taras tarek tarik tariq ted terence terry tevita thabo thaddeus theo theodor
    theodore thiago thierry thomas thor thorsten tibor tim timo timothy tobias tobin todd tom tomas tomasz tommy
    tony torbjorn tore torsten toru travis trevor tunde tyler tyrone udo ulf ulrich umar umberto uri urs uwe vaclav
    vadim valentin valentino valery vasil vasily vaughan veli victor viggo vijay vikram viktor vilmos vincent
    vincenzo vitaly vito vlad vladimir vojtech volkan volodymyr wade wael waldemar waleed walid wallace walter
    warren wayne wendell werner wes wesley wilbur wilfred wilhelm will william wim winfried winston witold wojciech
    wolfgang xavier yaakov yan yannick yannis yasser yaw yiannis yitzhak yoshi younes youssef yuri yusuf yves
    zachary zafar zbigniew zeev zeljko ziad zlatan zoltan zoran
"""
_GIVEN_F: Final = """
    abigail ada adelaide adele adeline adriana afua agatha agnes agnieszka aiko aileen ailsa aino aisha akiko alba
    albertine aleksandra alena alessandra alexandra alexis alice alicia alina aline alison aliya allison alma almaz
    amal amalia amanda amara amber amelia amina aminata amy ana anais anastasia anastasiya andrea angela angelica
    angelique aniela anita anjali ann anna annabel annalena anne anneke annelise annemarie annette annie annika
    antje antonella antonia anya aoife april arabella araceli ariadne ariana arlene asha ashley asma astou astrid
    audrey aurora ayesha ayse azadeh azra babette barbara barbro beata beatrice beatriz becky belinda bella
    benedetta berit bernadette berta bertha beth bethany betsy betty beverly bianca birgit birgitta blanca blanche
    bonnie bozena branka brenda brenna bridget bridie brigid brigitte britt britta brittany bronwyn camila camilla
    camille carina carla carlota carmen carol carole caroline carolyn cassandra catarina caterina catherine cathy
    catriona cecilia celeste celia celine chantal charlene charlotte chelsea cheryl chiamaka chiara chika chioma
    chloe christa christelle christiane christina christine ciara cindy claire clara clarissa claudia clementine
    clotilde colleen constance consuelo cora cordelia corinna corinne cosima courtney cristiana cristina cynthia
    dagmar dagny daisy damaris dana danica daniela danielle danuta daphne daria dawn debbie deborah debra deepa
    deirdre delia delphine demetria denise desiree diana diane dilys dina dolores dominika dominique donna dora
    doreen doris dorothea dorothy dorte dragana dunja ebba ebony edda edie edith edna edwina efua eileen eira
    ekaterina elaine elba eleanor elena eleni eleonora elfriede elif elin elisa elisabeth elisabetta elise eliza
    elizabeth elke ella ellen elodie eloise elsa elsie elspeth elvira emanuela emilia emily emine emma emmeline enid
    erica erika erin erna ernestine esme esra estella estelle esther eszter ethel eugenia eulalia eunice eva eve
    evelyn faith farah farida fatima fatma fatou federica felicia felicity fernanda filippa fiona fionnuala flavia
    flora florence frances francesca francine freda frederica freya frida frieda fumiko funmi gabriela gabriella
    gaelle gail galina gemma genevieve georgette georgia georgina geraldine gerda gertrude ghislaine giada gillian
    gina ginevra giovanna gisela giselle giulia gladys glenda glenys gloria glynis grace graciela grainne greer
    greta gretchen griselda guadalupe gudrun gunilla gwen gwendolyn gwyneth habiba hadiza hana hanna hannah hanne
    harriet harumi hatice hazel heather hedda hedvig hedwig heidi heike heleen helen helena helene helga helle
    henrietta henriette hermione hilary hilda hildegard hiroko holly hortense ida ilaria ilona ilse imani imelda
    imogen ines inga ingeborg inger ingrid inka ioana iolanda irena irene irina iris irma isabel isabella isabelle
    isolde iulia ivana ivanka ivy iwona jacqueline jade jadwiga jana jane janet janice jasmina jasmine jean jeanne
    jelena jemima jenna jennie jennifer jenny jessica jill jindra joan joana joann joanna joanne jocelyn joelle
    johanna johanne jolanta josefina josephina josephine josie jovana joy joyce juanita judith judy julia juliana
    julie juliet june justine jutta kaja kalina kamala kamila karen karin karina karla karolina kasia katalin
    katarina katarzyna kate katerina kateryna katharina kathleen kathrin kathryn kathy katie katja katrin katrina
    katy katya kavita kayla keiko kelly kerry kerstin khadija kim kinga kirsi kirsten kirsty kjersti klara krista
    kristen kristin kristina krystyna ksenia lakshmi lara larisa larissa latifa latoya laura laure lauren lavinia
    layla leah leila leilani lena leni lenka leocadia leonie leonora lesley leticia letitia leyla lidia lieke
    liesbeth lila lilian liliana lilla lily lina linda lindsay linnea lioba lisa liselotte liv livia liz liza
    ljiljana ljubica lois lorena lorna lorraine lotte lottie louisa louise lourdes lucia luciana lucie lucila
    lucilla lucinda lucrezia lucy ludivine ludmila luisa luz lydia lynn lyudmila mabel maddalena madeleine madison
    maeve magali magda magdalena mahnaz maike maja malala malgorzata mandy manuela marcela marcia mareike marga
    margaret margarida margarita margaux margit margot margrethe marguerite maria mariam marian mariana marianne maribel
    marie marieke mariella marija marijke marika marina marion marisa marisol marit marita marjorie marla marlene
    marta martha martina martine mary maryam masha matilda matilde maud maura maureen mavis maxine maya mechthild
    meera megan mehwish melania melanie melinda melissa mercedes meredith meret merete mette mia micaela michaela
    michelle mieke mila mildred milena milica millicent mina minna miranda mireille mirela miriam mirjam moira molly
    mona monica monika montserrat moya muriel myfanwy myra myriam myrtle nadezhda nadia nadine nadja naima nancy
    nanette naoko naomi nasreen natacha natalia natalie natasa natasha nathalie nell nella nerea nessa nettie ngozi
    niamh nicola nicole nicoletta nikki nilufar nina ninette nkechi noemi noor nora norma nuria oana octavia odette
    odile oksana olena olga olivia ophelia oriana orla ottilie paige pamela paola parisa patricia paula pauline
    penelope penny petra petronella philippa phyllis pia pilar polina pooja priscilla priya priyanka rachel radmila
    raffaella ragnhild ramona rania raquel rebecca rebekah regina renata renate renee rhiannon ricarda rina rita
    roberta rocio roisin romina romy rosa rosalie rosalind rosalyn rosanna rosario rose rosemary roswitha rowena
    roxana roxanne ruby rukmini ruta ruth saadia sabina sabine sabrina sadia saida sakura sally salma salome
    samantha samira sandra sandrine sanna saoirse sara sarah sarita saskia selma sevgi shabana shabnam shalini
    shanice shannon sharon sheena sheila shirin shirley shreya sibylle sidonie sigrid sigrun silke silvia simona
    simone sinead siobhan sissel sofia sofie solange soledad solveig sonia sonja sophia sophie soraya stacey
    stefania steffi stella stephanie sue sunita susan susana susanna susanne suzanne svetlana swati sybil sylvia
    sylvie synnove tabitha tamar tamara tamsin tania tanja tanya tara tatiana tatjana tatyana teodora teresa tess
    tessa thea thelma theodora theresa therese thora tilda tilly tina tomoko tove tracey tracy trine trudy tuva tyra
    ulla ulrike una ursula usha valentina valeria valerie vanda vanessa vera verena verity veronica veronika
    veronique vesna vibeke victoria vigdis viktoria viola violet violeta virginia virginie viveca vivian vivienne
    waltraud wanda wanjiru wendy whitney wiebke wilhelmina wilma winifred xenia xiomara yael yana yasmin yasmina
    yelena yesenia yetunde yoko yolanda ysolde yuki yukiko yulia yuliya yvette yvonne zadie zainab zara zeinab zelda
    zeynep zhanna zita zoe zofia zohra zsofia zuzana
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
