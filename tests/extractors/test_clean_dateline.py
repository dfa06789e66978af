"""A leading dateline is found by its shape, and a sentence is never taken for one."""

from __future__ import annotations

import pytest

from extractors.dateline import dateline


@pytest.mark.parametrize(
    ("line", "place", "within", "date"),
    [
        ("OSLO – Norway's minister left.", "OSLO", None, None),
        ("OSLO—Norway's minister left.", "OSLO", None, None),
        ("HELSINKI (Reuters) - Finland's minister left.", "HELSINKI", None, None),
        ("COPENHAGEN, Sept. 8 – The minister left.", "COPENHAGEN", None, "Sept. 8"),
        ("TURKU (Finland), June 29: The minister left.", "TURKU", "Finland", "June 29"),
        ("New Delhi, Aug 18: The minister left.", "New Delhi", None, "Aug 18"),
        ("MOSCOW, May 15. The minister left.", "MOSCOW", None, "May 15"),
        ("MOSCOW, May 15. /TASS/. The minister left.", "MOSCOW", None, "May 15"),
        ("GENEVA, 10 May 2023 (WAM) -- The minister left.", "GENEVA", None, "10 May 2023"),
        ("VIENNA, Monday — The minister left.", "VIENNA", None, "Monday"),
        ("BERGEN, Norway — The minister left.", "BERGEN", "Norway", None),
        ("WASHINGTON, D.C. — The minister left.", "WASHINGTON", "D.C.", None),
        ("KYIV, Ukraine (AP) — The minister left.", "KYIV", "Ukraine", None),
        ("UNITED NATIONS – The minister left.", "UNITED NATIONS", None, None),
        ("BERLIN/PARIS (AFP) - The minister left.", "BERLIN", None, None),
        ("N'DJAMENA – The minister left.", "N'DJAMENA", None, None),
        ("SÃO PAULO (AP) — The minister left.", "SÃO PAULO", None, None),
        ("İSTANBUL – The minister left.", "İSTANBUL", None, None),
        ("ST. PETERSBURG, Russia — The minister left.", "ST. PETERSBURG", "Russia", None),
        ("The Hague (AFP) – The minister left.", "The Hague", None, None),
        ("Oslo – The minister left.", "Oslo", None, None),
        ("Islamabad: The minister left.", "Islamabad", None, None),
        ("ISLAMABAD: The minister left.", "ISLAMABAD", None, None),
        ("Ankara\nThe minister left.", "Ankara", None, None),
        ("LITTLE DIOMEDE – The minister left.", "LITTLE DIOMEDE", None, None),
        ("ISLAMABAD, (Press Point / News - 23rd May, 2025) The minister left.", "ISLAMABAD", None, None),
        ("BALI, 09 July 2022, (TON): The minister left.", "BALI", None, "09 July 2022"),
        ("DALLAS (AP) _ The minister left.", "DALLAS", None, None),
        (
            "Addis Ababa, Ethiopia, 30 January 2017- The minister left.",
            "Addis Ababa",
            "Ethiopia",
            "30 January 2017",
        ),
        ("BUENOS AIRES. The minister left.", "BUENOS AIRES", None, None),
        ("SEA ISLAND, Ga. — The minister left.", "SEA ISLAND", "Ga.", None),
        ("(Rome, March 6) The minister left.", "Rome", None, "March 6"),
        ("(OSLO) -- The minister left.", "OSLO", None, None),
        ("ANKARA\n\nThe minister left.", "ANKARA", None, None),
        ("BEIJING (AP) The minister left.", "BEIJING", None, None),
        ("(Reuters) - The minister left.", None, None, None),
        ("EXCLUSIVE: The minister left.", None, None, None),
    ],
)
def test_a_dateline_is_found_with_its_parts(
    line: str, place: str | None, within: str | None, date: str | None
) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.place, found.within, found.date) == (place, within, date)
    assert found.start == 0
    assert line[found.end :].endswith("minister left.")
    assert "\n" not in line[found.end :]
    assert line[found.end] in "NFT"


def test_headings_may_stand_before_a_dateline() -> None:
    text = "Ministers meet\n\nA second round is near\nOSLO (Reuters) - The minister left."
    found = dateline(text)
    assert found is not None
    assert text[found.start : found.end] == "OSLO (Reuters) - "
    assert found.place == "OSLO"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ministers met.\nOSLO – The minister left.",
        "[PHOTO CAPTION: The ministers meet]\nOSLO – The minister left.",
        "One\nTwo\nThree\nFour\nFive\nOSLO – The minister left.",
        "OSLO",
        "OSLO –",
        "Russia – which borders Norway – sent a minister.",
        "Norway – Finland's neighbour – sent a minister.",
        "NATO – Secretary-General Stoltenberg came.",
        "EU – Its foreign policy chief came.",
        "Stoltenberg: We are ready for talks.",
        "Oslo, the capital, was host to the talks.",
        "Oslo (Norway) is the capital.",
        "STOLTENBERG. We are ready for talks.",
        "(Stoltenberg, May 6) We are ready for talks.",
        "STOLTENBERG: We are ready for talks.",
        "Norway: Ministers meet at the border.",
        "Austin: We are ready for talks.",
        "Stoltenberg – We are ready for talks.",
        "Background\nThe minister left.",
        "MINISTERS MEET IN OSLO\n\nThe minister left.",
        "U.S. Secretary of State Antony Blinken left.",
        "May 15. The minister left.",
        "A summit - called off twice - was held.",
        "No handshake, but no walkout either: that was Oslo.",
        "The minister left Oslo – Norway's capital.",
        "“OSLO – it was cold.”",
    ],
)
def test_a_sentence_or_a_heading_is_no_dateline(text: str) -> None:
    assert dateline(text) is None
