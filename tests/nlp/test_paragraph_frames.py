"""What a paragraph tells of a plan, a play or another time, or denies as a whole further on."""

from __future__ import annotations

import re

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read

NEWS = "Council meets\n\nThe council met on Monday. The clerk read the minutes. Nobody spoke.\n\n"


def find_doubted(text: str) -> set[str]:
    """Return the sentences of an article that are no plain facts."""
    annotated = AnnotatedDocument(read(text=NEWS + text, language="en"))
    return {annotated.sentence_text(number) for number in annotated.nonfactual}


def find_starred(text: str) -> set[str]:
    """Return the sentences of a text that begin with a star: `"A b. *C d." -> {"C d."}`."""
    return set(re.findall(r"\*([^*.]+\.)", text))


@pytest.mark.parametrize(
    "text",
    [
        # what is planned, drawn, offered or demanded
        "The directors set out a white paper. *The ferry runs every hour. *A hotel rises there.",
        "The architect showed her drawings. *Two towers stand by the station. *A bridge is built.",
        "The tenants have a list of wishes. *The lift works. *The landlord paints the stairs.",
        "Their manifesto was printed in May. *Buses are free. *Every street gets a tree.",
        "If the strike goes ahead, the city comes to a halt. *Schools close. *Buses stay away.",
        "Had the levee failed, all would have ended badly. *Water reaches the school. *Cars float.",
        "In the bleakest of them the snow stays away. *The lifts stand still. *Ten inns close.",
        # what is played or written
        "Port officials staged a mock attack. *A tanker is burning at berth nine. *Four men die.",
        "Jonas Pohl's thriller is set in Bremen. *A judge is shot. *The police arrest the baker.",
        "The video game takes place in Leeds. *A plague empties the city. *Robots guard the gates.",
        "At the comedy night a man spoke as the mayor. *The town is broke. *The pool has eels.",
        "The tapestry hangs in the hall. *A wolf guards the gate. *Two kings play chess.",
        "The psychic in the tent saw dark things. *The king dies in May. *Bread runs out.",
        "The chatbot gave the guests odd advice. *The castle is open at night. *The bus is free.",
        # what was so once
        "A hundred years ago life was another one. *Barges unload here. *Boys work in the mill.",
        "The guidebook of 1911 makes strange reading. *The inn has forty beds. *Bears roam.",
        # what is denied or comes to nothing
        "The union put its case. *The ovens leak gas. *The foreman drinks. The firm"
        " disputes every one of these claims.",
        "The patients tell it so. *The surgeon was drunk. *The nurse left. The hospital says that"
        " none of this is true.",
        "A caller rang the fire brigade at noon. *The school was burning. *Two boys were trapped."
        " The call was a hoax.",
        "A video went round on Friday. *The mayor had fled. *The bank was closing. Police said"
        " later that the video was a fake.",
        "Mr Hale spoke first. *Dunn bought the knife. *She followed him home. The jury did not"
        " accept a word of it.",
        "The firm told investors a lot in March. *Sales doubled last year. *The debt was paid. In"
        " August it withdrew that outlook.",
        "The first edition had the news. *The two sides signed. *The troops left in May. The second"
        " edition corrected all of this.",
        "The prosecution opened. *Dunn poisoned the well. *He burned the letters. Dunn pleads not"
        " guilty.",
        "According to Ferri the group left at four. *The snow was hard. *They wore no helmets. His"
        " own diary had the group in soft snow at seven.",
        "The firms signed a letter of intent. *Brask takes the yard. *The name stays. It failed.",
        "A tabloid had the story. *The singer had left. *The house was sold. The tabloid has since"
        " apologised for it.",
        # what is somebody's account
        "The director gave her side. *The clerk took the cloth. *The books were changed.",
        "The bookmakers had their own idea of it. *Orlice finished first. *Marlby were last.",
        "The firm's case was put by its lawyer. *Lind stole the cloth. *She hit the guard.",
        "Hale had a dream in May. *The sea had gone. *His father walked to Spain.",
    ],
)
def test_what_is_told_apart_from_the_facts(text: str) -> None:
    assert find_starred(text) <= find_doubted(text.replace("*", ""))


@pytest.mark.parametrize(
    "text",
    [
        "The plan was agreed in May. The council sold the mill. Two families moved out.",
        "The book costs nine pounds. It has 300 pages. Pohl has written four others.",
        "The brochure was printed in Bonn. Hale, who wrote it, said that it sells well.",
        "The model was built in May. It stands in the hall. Today the hall is closed.",
        "The firm employs nine people. The yard has two cranes. The gate is green.",
        "Hale told the court about the night. The pump stopped at ten. The judge thanked him.",
        "The union wrote to the firm. Pay was cut in May. The firm did not wish to comment.",
        "Dunn was tried in May. The trial lasted four days. The court sat in Leeds.",
        "The mill burned down. Four men were hurt. Hale rejected the offer of a new roof.",
        "The minister withdrew the troops. The camp was closed. All of them went home.",
        "Hale told his children in May. The house was sold. They moved to Leeds.",
        "The film was shown on Monday. Four hundred people came. The hall was cold.",
        "The judge praised the clerk. The driver was freed. Most of the letters were forged.",
        "The beam is old. It is made up of oak. The roof was mended.",
    ],
)
def test_plain_news_stays(text: str) -> None:
    assert not find_doubted(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Proposals turned down by the board",
        "Lines that were never built",
        "What the sceptics believe about the lake",
        "Statement of the strikers",
        "Models no longer made",
        "Byelaws in force until 1990",
        "Stories we did not print",
    ],
)
def test_what_stands_below_a_heading(heading: str) -> None:
    below = "Orrin sells the mill. The lake is drained."
    after = "\n\nThe council meets again in May. The hall stays open."
    assert find_doubted(f"{heading}\n\n{below}{after}") == {
        "Orrin sells the mill.",
        "The lake is drained.",
    }


@pytest.mark.parametrize("heading", ["Proposals for May", "Statement of cash flows", "The lake"])
def test_other_headings_head_facts(heading: str) -> None:
    assert not find_doubted(f"{heading}\n\nOrrin sells the mill. The lake is drained.")


@pytest.mark.parametrize(
    "introduction",
    [
        "The board looked at two ways and turned both of them down:",
        "Hale has a leaflet listing what people wrongly believe of the lake.",
        "The list below shows what might happen and has not happened.",
        "Which of these is so?",
        "Their main points are these:",
        "A letter lay on the table:",
    ],
)
def test_items_that_are_no_facts(introduction: str) -> None:
    listed = find_doubted(f"{introduction}\n- Orrin sold the mill.\n- The lake froze over.")
    assert listed == {"Orrin sold the mill.", "The lake froze over."}


@pytest.mark.parametrize(
    "pointing",
    [
        "The journal has withdrawn a paper. Its abstract is given here for the record.",
        "The report had several errors. We print it again so that readers can compare.",
        "The figures in the next paragraph are targets and not results.",
    ],
)
def test_a_text_that_is_pointed_at(pointing: str) -> None:
    text = f"{pointing}\n\nOrrin sold the mill. The lake froze over.\n\nHale left. The dam held."
    assert find_doubted(text) == {"Orrin sold the mill.", "The lake froze over."}
