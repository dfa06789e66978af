"""Lines that are the page's go, lines that are the article's stay."""

from __future__ import annotations

import pytest

from extractors.clean import clean_text

FIRST = "The foreign minister of Norway met her Finnish counterpart in Oslo on Friday."
LAST = "The two will meet again in Helsinki before the end of the year, her office said."


def article(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Please enter your comment!",
        "Please enter your name here",
        "Type your e-mail address below",
        "Leave a reply",
        "147 comments",
        "Comments (12) | Sign in to reply",
        "Comments are closed.",
        "What do you think? Tell us below",
        "0 comments:",
        "(0 votes)",
        "Login to post comments",
        "This article has been read 152 times",
        "Share this: Facebook | LinkedIn",
        "via IFTTT",
        "https://news.example/oslo",
        "To read the full article, please contact us",
        "SHARE",
        "Facebook Twitter Telegram",
        "Print | Save | Listen to this article",
        "4 min read",
        "Follow us on Instagram",
        "Follow our live coverage of the summit",
        "For more news from the region, visit our website",
        "#Norway #Finland",
        "Sign up for our evening briefing",
        "- Get the best of our reporting in your inbox -",
        "Subscribe now for full access.",
        "Already a member? Log in",
        "Advertisement",
        "Sponsored: Win a weekend in Bergen",
        "Story continues below",
        "© 2024 Example Media. All rights reserved.",
        "We use cookies to make this site better for you.",
        "Privacy policy",
        "The views expressed in this article are those of the author.",
        "Read also: How the border was drawn",
        "ALSO READ | Finland votes",
        "READ MORE Finland votes on Sunday",
        "More on this story: Who is who in Helsinki?",
        "Related: Finland's long road",
        "Related stories",
        "Special Report: The Nordic Council",
        "You may also like",
        "Watch: The ministers face the press",
        "Posted in: Nordics | 3 comments",
        "Tags: Norway, Finland, Nordic Council",
        "Source: Reuters",
        "Home > World > Europe",
        "Back to top",
        "Published: 12 May 2024, 10:15",
        "3 hours ago",
        "Thursday, 04 April, 2024, 21:24",
        "May 14, 1:31 UTC+3 OSLO",
        "1,051",
        "Photo: Reuters/Ola Nordmann",
        "(AP Photo/Kari Nordmann)",
        "Photo by Ola Nordmann",
        "Getty Images",
    ],
)
@pytest.mark.parametrize("where", ["first", "between", "last"])
def test_a_line_of_the_page_goes_wherever_it_stands(line: str, where: str) -> None:
    given = {
        "first": article(line, FIRST, LAST),
        "between": article(FIRST, line, LAST),
        "last": article(FIRST, LAST, line),
    }[where]
    assert clean_text(given).text == article(FIRST, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "By our correspondent in Oslo",
        "By KARI NORDMANN, Associated Press",
        "By Kari Nordmann and Ola Nordmann in Helsinki",
        "Our correspondent",
        "Kari Nordmann, Reuters",
    ],
)
def test_a_byline_goes_before_the_article_only(line: str) -> None:
    assert clean_text(article(line, FIRST, LAST)).text == article(FIRST, LAST)
    assert line in clean_text(article(FIRST, line, LAST)).text


@pytest.mark.parametrize(
    "line",
    [
        "END",
        "###",
        "-30-",
        "(Additional reporting by the Stockholm bureau)",
        "Reporting by Kari Nordmann; editing by Ola Nordmann",
        "(This story has not been edited and comes from a syndicated feed.)",
        "Ola Nordmann in Helsinki contributed to this report.",
        "With inputs from agencies",
        "Kari Nordmann reported from Oslo, and Ola Nordmann from Helsinki.",
        "abc/de",
    ],
)
def test_credits_and_end_marks_go_after_the_article_only(line: str) -> None:
    assert clean_text(article(FIRST, LAST, line)).text == article(FIRST, LAST)
    assert line in clean_text(article(FIRST, line, LAST)).text


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The ministers shake hands before their talks in Oslo in May. (NTB)",
        "[PHOTO CAPTION: The prime minister, left, greets the president at the airport.]",
        "The ministers met.",
        "More talks are planned.",
        "By Tuesday the two had met twice.",
        "Share prices fell in Helsinki.",
        "Comment was not to be had from the ministry.",
        "Related talks in Turku ended without result.",
        "Background: The two ministers met in Bergen in March.",
        "Analysis: Why the minister went to Helsinki",
        "The end of the talks came on Monday.",
        "Next: Turku, where she meets the president.",
        '"Follow us into the alliance," she told her guest.',
        "Sign the treaty, the president told his visitor.",
        "Read out by both ministers, the declaration was short.",
        "Published in Oslo, the declaration names three ministers.",
        "Writing in a newspaper, the president invited the king to Helsinki.",
        "Written by both ministers, the paper was handed over in Turku.",
        "Sources: two diplomats in Helsinki",
        "12 May: The minister flies to Turku.",
        "Present were the foreign ministers of Norway and Finland.",
        "Pool reports said the leaders shook hands.",
        "Reuters first reported the meeting.",
        "Also, the two leaders met in Turku.",
        "Wang Yi, China",
        "New Delhi, December 16, 2024",
        "Next: press conference at 5.",
    ],
)
@pytest.mark.parametrize("where", ["first", "between", "last"])
def test_a_line_of_the_article_stays_wherever_it_stands(line: str, where: str) -> None:
    at = {"first": 0, "between": 1, "last": 2}[where]
    lines = [FIRST, LAST]
    lines.insert(at, line)
    assert clean_text(article(*lines)).text == article(*lines)


def test_blank_lines_around_what_went_are_not_doubled() -> None:
    assert clean_text("One came.\n\nAdvertisement\n\nTwo came.").text == "One came.\n\nTwo came."
    assert clean_text("One came.\nAdvertisement\nTwo came.").text == "One came.\nTwo came."


def test_other_blank_lines_stay_as_they_are() -> None:
    assert clean_text("One came.\n\n\n  Two came.").text == "One came.\n\n\n  Two came."


def test_windows_line_ends_stay_in_the_text() -> None:
    assert (
        clean_text("One came.\r\n\r\nAdvertisement\r\n\r\nTwo came.\r\n").text == "One came.\r\n\r\nTwo came."
    )


def test_a_long_paragraph_stays_whatever_it_begins_with() -> None:
    paragraph = "Read also: " + "the minister went to Turku and came back, " * 20
    assert clean_text(paragraph).text == paragraph.rstrip()
