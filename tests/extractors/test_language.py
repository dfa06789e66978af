"""English passes, also where it is mostly names; other languages are refused by name."""

from __future__ import annotations

import pytest

from extractors.errors import NotEnglish
from extractors.language import check_english


@pytest.mark.parametrize(
    "text",
    [
        "Norway hosted Finland.",
        "Espen Barth Eide, Elina Valtonen, Tobias Billström, Lars Løkke Rasmussen, Hakan Fidan",
        "Eide met Valtonen in Oslo on Friday, Billström in Malmö on Saturday and Rasmussen on Sunday.",
        "TALKS IN OSLO: THE FOREIGN MINISTERS OF NORWAY AND FINLAND AGREED ON A SECOND ROUND IN HELSINKI.",
        "President Xi Jinping (习近平) met President Vladimir Putin (Владимир Путин) in Beijing on Thursday.",
        "LAGOS - Nigerian Foreign Minister Ngozi Adeyemi received Jamaican President Kofi Bello in Lagos on "
        "Wednesday. The talks about migration lasted two hours.",
        "Встреча",
        "",
    ],
)
def test_english_short_texts_and_names_pass(text: str) -> None:
    check_english(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "La ministre norvégienne a reçu vendredi à Oslo son homologue finlandaise, dit-elle au soir.",
            "French",
        ),
        (
            "La ministra noruega recibió el viernes en Oslo a su colega de Finlandia, según su portavoz.",
            "Spanish",
        ),
        (
            "Nigeria foreign minister don meet im Ghana counterpart for Lagos on Friday. Dem dey talk about "
            "trade, and wetin dem tok be say di border wey dem close since last year go open again soon. "
            "Di two oga dem no gree answer question wey reporters ask dem.",
            "Nigerian Pidgin",
        ),
        (
            "De Noorse minister heeft vrijdag in Oslo haar Finse collega ontvangen voor overleg, zegt zij.",
            "Dutch",
        ),
        (
            "Norveç bakanı cuma günü Oslo'da Finlandiyalı mevkidaşı ile bir araya geldi, bakanlık açıkladı.",
            "Turkish",
        ),
        ("Министр иностранных дел Норвегии встретилась в Осло с коллегой.", "Russian"),
        ("التقت وزيرة الخارجية النرويجية نظيرتها الفنلندية في أوسلو يوم الجمعة", "Arabic"),
        ("挪威外交大臣周五在奥斯陆会见了芬兰外长，双方讨论了北极问题和双边合作。", "Chinese"),
    ],
)
def test_another_language_is_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(NotEnglish, match=rf"{language}.*only English is read"):
        check_english(text)


def test_english_with_a_foreign_quotation_passes() -> None:
    check_english(
        "The minister said on Friday that the talks with her Finnish guest were the best of the year. "
        "«Det var et svært godt møte, og vi er enige om det meste», sa hun til avisen etter møtet."
    )
