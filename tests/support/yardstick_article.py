"""The article that the measures of the quality benchmark are tried on."""

ARTICLE = """The harbour of Tarn was closed on Monday after a crane fell into the water.

Nobody was hurt. The crane, which weighs 120 tonnes, was built in 1987, said Ida Brandt.

The repair of the quay will cost £2.5 million. The harbour will open again in twelve days.

A ship with 300 cars on board was sent to Velsen. Its captain was not amused by that."""
