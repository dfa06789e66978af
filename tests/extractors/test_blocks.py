"""Long texts in blocks: nothing lost, nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.blocks import blocks, join
from extractors.domain import Actor, ActorKind, Evidence, Extraction


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(min_value=2, max_value=50))
def test_blocks_cover_the_text_in_order_and_keep_to_the_size(text: str, size: int) -> None:
    spans = list(blocks(text, size))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= size for start, end in spans)


def test_a_block_ends_at_a_paragraph_where_there_is_one() -> None:
    text = "One sentence. Two sentences.\n\nA new paragraph that goes on."
    assert next(text[s:e] for s, e in blocks(text, 40)) == "One sentence. Two sentences.\n\n"


def test_an_actor_of_two_blocks_is_one_with_all_its_mentions() -> None:
    def part(start: int, name: str) -> Extraction:
        mention = Evidence(article_id="a", start=start, end=start + len(name), quote=name)
        actor = Actor(id="person:x", kind=ActorKind.PERSON, name=name, mentions=(mention,))
        return Extraction(article_id="a", extractor_version="1", actors=(actor,))

    (actor,) = join("a", "1", [part(0, "Fidan"), part(50, "Hakan Fidan")]).actors
    assert actor.name == "Hakan Fidan"
    assert [mention.start for mention in actor.mentions] == [0, 50]
