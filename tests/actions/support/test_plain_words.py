"""A letter reads well without its layout."""

from selfdirect.actions.support.plain_words import plain_words

LETTER = """<!DOCTYPE html><html lang="en"><head><title>Not read out</title><style>p { color: red }</style></head>
<body><article><address>Amara Foxglove
1 Willow Court</address><h1>Your budget</h1><p>Dear <span>Amara</span>,</p>
<p>It is &pound;80.00&nbsp;a week.</p><ul><li>First</li><li>Second</li></ul>
<table><tbody><tr><th>You pay</th><td>£5.00</td></tr><tr><th>We pay</th><td>£75.00</td></tr></tbody></table>
</article></body></html>"""


def test_what_is_seen_is_said_and_nothing_else() -> None:
    words = plain_words(LETTER)
    assert words.startswith("Amara Foxglove\n1 Willow Court\n\nYour budget\n\nDear Amara,\n")
    assert "Not read out" not in words and "color" not in words and "<" not in words


def test_lists_and_tables_keep_their_lines() -> None:
    words = plain_words(LETTER)
    assert "* First\n* Second\n" in words
    assert "You pay: £5.00\nWe pay: £75.00" in words
    assert "\n\n\n" not in words
