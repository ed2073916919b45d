"""A report with sections, for the tests of summaries by section."""

TOWN_REPORT = """\
# Town report 2025

The town of Marrin spent 9.4 million crowns in 2025 and earned 9.1 million. The council will decide on a new budget in March. This report tells what was done and what it cost.

## The bridge

The bridge over the Tarn was closed in May because engineers found cracks in two of its piers. Repairing it will cost 4.1 million crowns, Mayor Inga Brandt said. Work began in September and will take two years. A ferry carries 600 passengers a day while the bridge is closed. The ferry is paid for by the Marrin Transport Board, which expects a loss of 200,000 crowns. Shopkeepers on the east bank complained that they lost a fifth of their customers. The council promised them lower rents until the bridge opens again.

Councillor Olaf Reim called the plan far too slow. He wants the work to be done at night as well. Engineers say that the concrete needs time to harden.

## The library

The library in Mill Lane opens on Sundays again. Readers had collected 900 signatures for that. The costs of the longer hours are 30,000 crowns a year. Anna Veit runs the reading room and will hire a student. Loans rose by 12 per cent in the first six months. Children borrowed most of the books.

### The reading room

It has forty seats and a stove. On cold days people come to warm themselves.

## Schools

Three of the five schools got new roofs. The work cost 1.2 million crowns and was finished in August. The school in Hill Street has still no gymnasium, and its pupils walk to the town hall. A gymnasium would cost 2 million crowns. The council put it off until 2027. Parents protested in October, and 300 of them marched to the market place. The head teacher, Mira Sandvik, said that the pupils lose two hours a week on the way.

## Thanks

The council thanks all volunteers.
"""  # noqa: E501
