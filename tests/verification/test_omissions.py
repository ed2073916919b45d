"""Omissions: a statement is its source with nothing left out but what may go."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.verification.checks.omissions import find_unsafe_omission
from support.comparisons import list_omissions


@pytest.mark.parametrize(
    ("part", "source"),
    [
        # something bracketed
        ("Ito resigned", "Ito, who runs the port, resigned."),
        ("Sales fell 18 per cent", "Sales fell by 18 per cent."),
        ("The mill burned down", "The mill, built in 1902, burned down."),
        ("Ito praised the crew", "Speaking in the harbour, Ito praised the crew."),
        ("Ito resigned", "Ito, who did not run the port in 2019, resigned."),
        ("Ito resigned", "Ito, 31, a former nurse, resigned."),
        ("Ito resigned", "Ito (born 22 October 1983 in Kallen) resigned."),
        ("The pier is closed", "The pier – the work of the brothers Lund – is closed."),
        ("The man was fined", "The man, named by police as Bo Lund, was fined."),
        ("The treasurer was fined", "The treasurer, Bo Lund, was fined."),
        ("Bo Lund was fined", "The treasurer, Bo Lund, was fined."),
        ("Bo Lund was fined", "Treasurer Bo Lund was fined."),
        # a leading adverbial
        ("The boats sank", "However, the boats sank."),
        ("The boats sank", "When the storm hit Kallen, the boats sank."),
        ("The boats sank", "Despite the calm sea, the boats sank."),
        ("The boats sank", "On 3 May, the boats sank."),
        ("The boats sank", "Caught in 1983 by a storm, the boats sank."),
        # a tail from a clause border
        ("Ito sold the ferry", "Ito sold the ferry, which it had bought in 2019 from Lee."),
        ("Ito sold the ferry", "Ito sold the ferry after Lee resigned."),
        ("Ito sold the ferry", "Ito sold the ferry and Lee bought 3 boats."),
        ("Ito sold the ferry", "Ito sold the ferry and left."),
        ("Ito sold the ferry", "Ito sold the ferry; nobody knew why."),
        ("Ito sold the ferry", "Ito sold the ferry, leaving 40 people without work."),
        ("Lee bought 3 boats", "Ito sold the ferry, and Lee bought 3 boats."),
        # an adverb of a closed list, an adverbial of time
        ("Ito sold the ferry", "Ito also sold the ferry yesterday."),
        ("Ito sold the ferry", "Ito sold the ferry on Friday."),
        # nothing
        ("Ito sold a ferry", "Ito sold the ferry."),
        ("", ""),
    ],
)
def test_what_may_go(part: str, source: str) -> None:
    assert find_unsafe_omission(tokenize(part), tokenize(source)) is None


@pytest.mark.parametrize(
    ("part", "source"),
    [
        # words of one clause are said of another clause's subject
        ("The minister fined his firm", "The minister resigned before the court fined his firm."),
        ("Ito left", "Ito praised Lee and Kim left."),
        ("The bus hit a tree", "The bus missed a wall and the van hit a tree."),
        ("The mayor fell", "The mayor laughed when the clerk fell."),
        ("Prices rose by 2 per cent", "Prices rose although the bank cut it by 2 per cent."),
        # who only describes the subject
        ("Lee was jailed", "A man who attacked Lee was jailed."),
        ("Tom Ash was jailed", "The widow of the mayor Tom Ash was jailed."),
        ("Tom Ash was jailed", "The widow of the mayor, Tom Ash, was jailed."),
        ("Lee resigned", "Lee's brother resigned."),
        ("Oddmund resigned", "Oddmund chief Lee Kim resigned."),
        # figures, times and places stay with what they were said of
        ("It fell to 5 in May", "It fell to 5 in June from 6 in May."),
        ("It fell to 6 in May", "It fell to 5 in June from 6 in May."),
        ("It paid 5 for the land", "It paid 5 for the mill and 9 for the land."),
        ("It employs 40 people in Wales", "It employs 40 people in Kallen and 11 in Wales."),
        ("Lee beat Kim in March", "Lee beat Kim by 6-3 after losing to Kim in March."),
        # restrictions
        ("Members may vote", "Only members may vote."),
        ("It prevented disease", "It prevented severe disease."),
        ("They found no trace of fraud", "They found no trace of fraud in the second account."),
        ("No trains ran", "During the strike, no trains ran."),
        ("It is the largest bridge", "It is the largest bridge since it was built."),
        ("All boats sank", "All boats sank when they left the bay."),
        ("The crews may sail", "The crews may sail, if the sea is calm."),
        ("The crews may sail", "The crews may sail, but only in May."),
        ("It employs 40 people", "In the north, it employs 40 people."),
        ("The shop is closed", "The shop is closed on Monday."),
        # modifiers, lists and phrases: true or not, it is not proven
        ("Cops left", "Swedish cops left."),
        ("Ito met Kim", "Ito met Lee and Kim."),
        ("Ito sold the ferry", "Ito sold the ferry to Lee."),
        ("It teaches the curriculum", "It teaches the curriculum tests in May."),
        # across a sentence end
        ("The cutter retired in 2021", "The cutter retired.[a] The county bought it in 2021."),
        # one of several, the only one, all of them
        ("The nurses stole drugs", "A nurse stole drugs."),
        ("Priests lied", "The priest lied."),
        ("The players left", "Two players left."),
        ("The players left", "Other players left."),
        ("Tin is the cause", "Tin is a cause."),
        ("The firm sold his mill", "The firm sold its mill."),
        # what undoes the rest, or says where it is true
        ("Ito shot Lee", "Ito shot Lee, a lie."),
        ("Ito shot Lee", "In the musical, Ito shot Lee."),
        ("Ito shot Lee", "Ito, the hero of the novel, shot Lee."),
        ("Ito shot Lee", "Ito shot Lee, a verdict that was overturned."),
        ("Ito shot Lee", "Ito, critics contend, shot Lee."),
        ("Ito shot Lee", "Ito shot Lee, the farmer swears."),
        ("The drug cured it", "In mice, the drug cured it."),
        ("The lift is safe", "The lift is safe when it is empty."),
        ("The lift is safe", "The lift, when empty, is safe."),
        ("The deal will end it", "The deal, once signed, will end it."),
        ("All guards struck", "All guards, save two, struck."),
        ("The guards struck", "The guards, half of them, struck."),
        # commas that are no pair
        (
            "Voss entered the figures",
            "Voss, who led it, says that a man, now ill, entered the figures.",
        ),
        ("Kessler sold it lost more", "Kessler sold it, although its rivals, in Dorn, lost more."),
        (
            "The judge freed the man found it",
            "The judge freed the man, whose son, a diver, found it.",
        ),
        # another order
        ("Lee sued Kim", "Kim sued Lee."),
        ("It rose from 5 to 3", "It rose from 3 to 5."),
        # a year is no news that may go without its date
        ("The club went bankrupt", "Last year, the club went bankrupt."),
        ("The ferry sank off Kallen", "The ferry sank in May 2019 off Kallen."),
        # a list that was announced is complete
        (
            "There are two rules: first, all are soldiers",
            "There are two rules: first, all are soldiers; second, all are ill.",
        ),
        # a participle that says how it was measured, or where it is so
        ("Sales fell by 9 per cent", "Measured in dollars, sales fell by 9 per cent."),
        ("The number of trips rose", "The number of trips, adjusted for strikes, rose."),
        ("Ito killed a bishop", "Playing a tram driver, Ito killed a bishop."),
        # a clause that takes it back
        ("Ito promised to resign", "Ito promised to resign, which he has not done."),
        ("They ordered a lock", "They ordered a lock, which the maker refused to deliver."),
        ("Revenue rose to 394", "Revenue, including losses, rose to 394."),
        ("Sales led to a profit", "Sales, combined with thrift, led to a profit."),
        # a list loses no item, and a hyphen is no dash
        (
            "Those left out are the court; the board",
            "Those left out are the court; the board; and the bank.",
        ),
        ("They found a flux", "They found a flux - noise curve."),
        # the participle may speak of what is left out
        ("Printed in May, Ito said how", "In an extract, printed in May, Ito said how."),
        # what two verbs share
        ("Ito fled the city", "Ito fled the city and joined the army in a cartoon."),
        ("Only nine crews entered", "Only nine crews entered and finished the race."),
        ("No rower was tested", "No rower was tested and banned."),
        ("Ito stole", "Ito stole and sold nothing."),
        # the verb for which a clause waits
        (
            "The Trust, whose aide, Bo Hume, said no",
            "The Trust, whose aide, Bo Hume, left, said no.",
        ),
        ("It shut in May, when its chef, Bo Lund", "It shut in May, when its chef, Bo Lund, left."),
    ],
)
def test_what_is_not_proven_is_vetoed(part: str, source: str) -> None:
    (reason,) = list_omissions(part, source)
    assert reason.veto
    assert not reason.contradiction


def test_other_words_are_no_omission() -> None:
    assert list_omissions("Ito bought the ferry", "Ito sold the ferry to Lee.") == []
