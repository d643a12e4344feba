"""A council's policy is loaded whole or refused whole, and a refusal says where, what and how to mend it."""

import re
from pathlib import Path

import pytest

from selfdirect.policy import POLICY_ROOT, PolicyRefused, councils, load, load_national
from tests.policy.packs import COUNCIL, copy


@pytest.mark.parametrize("council", councils())
def test_every_council_loads(council: str) -> None:
    assert load(council).council == council


def test_the_nation_loads_alone() -> None:
    assert load_national().starts_on is None


@pytest.mark.parametrize("council", ["nowhere", "", "..", "../national", f"{COUNCIL}/trusts/cnwl"])
def test_a_council_that_is_not_there_is_refused_and_those_there_are_named(council: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        load(council)
    assert "there is no such council" in refused.value.messages[0]
    assert COUNCIL in refused.value.messages[0]


def test_a_folder_without_councils_is_refused(tmp_path: Path) -> None:
    assert councils(tmp_path) == ()
    with pytest.raises(PolicyRefused, match="there is no such"):
        load(COUNCIL, tmp_path)


LOWER_LIMIT = """[upper_capital_limit]
label = "Our own limit"
unit = "pounds"
source = "Cabinet"
status = "stated"
[upper_capital_limit.from]
2024-04-01 = 20000

[contribution_basis]"""

LINE = re.compile(r"\.toml:(\d+)")

# What has no place yet: it is not there, or its whole file cannot be said to be wrong on one line.
WITHOUT_A_LINE = ("no first day",)

# Each mistake: the file, what stands there, what it becomes, and words that the message must hold.
MISTAKES = {
    "fraction of a penny": (
        "defaults/charging.toml",
        "2015-04-01 = 0\n",
        "2015-04-01 = 0.005\n",
        ("defaults/charging.toml, local_uplift", "0.005 is not a whole number of pence", "such as 112.50"),
    ),
    "below nothing": (
        "defaults/charging.toml",
        "2015-04-01 = 0\n",
        "2015-04-01 = -1\n",
        ("local_uplift", "-1 is less than nothing", "Write 0 or more"),
    ),
    "not a number": (
        "defaults/charging.toml",
        "2015-04-01 = 0\n",
        "2015-04-01 = nan\n",
        ("local_uplift", "not a plain number"),
    ),
    "a number too large": (
        "defaults/charging.toml",
        "2015-04-01 = 100\n",
        "2015-04-01 = 101\n",
        ("share_of_disposable_income", "101 is too large", "100 percent or less"),
    ),
    "a power of ten": (
        "defaults/charging.toml",
        "2015-04-01 = 0\n",
        "2015-04-01 = 1e3\n",
        ("local_uplift", "not a plain number"),
    ),
    "a thousands comma": (
        "defaults/charging.toml",
        "2015-04-01 = 0\n",
        '2015-04-01 = "1,000"\n',
        ("local_uplift", '"1,000" is not a plain number'),
    ),
    "an unknown value": (
        "defaults/charging.toml",
        "[local_uplift]",
        "[local_uplifts]\n[local_uplift]",
        ("charging.toml, local_uplifts", "not known here", "Check the spelling", '"local_uplift"'),
    ),
    "a national value in a council's folder": (
        "defaults/charging.toml",
        "[local_uplift]",
        "[lower_capital_limit]\n[local_uplift]",
        ("charging.toml, lower_capital_limit", "not known here"),
    ),
    "an unknown part": (
        "defaults/charging.toml",
        'unit = "pounds weekly"',
        'unit = "pounds weekly"\ncolour = "red"',
        ("local_uplift", '"colour" is not known', '"label"'),
    ),
    "an unknown unit": (
        "defaults/charging.toml",
        'unit = "pounds weekly"',
        'unit = "groats"',
        ("local_uplift", '"groats" is not a unit the program knows', 'unit = "pounds weekly"'),
    ),
    "another unit": (
        "defaults/charging.toml",
        'unit = "pounds weekly"',
        'unit = "pounds"',
        ("local_uplift", 'the unit is "pounds" but must be "pounds weekly"'),
    ),
    "no unit": (
        "defaults/charging.toml",
        'unit = "pounds weekly"\n',
        "",
        ("local_uplift", "unit is missing", 'Add unit = "pounds weekly"'),
    ),
    "no label": (
        "defaults/allocation.toml",
        'label = "Price of one point"\n',
        "",
        ("price_per_point", "label is missing", "in plain words"),
    ),
    "no source": (
        "council/figures.toml",
        'source = "Westminster scrutiny report, 3 December 2018, sections 3.1 and 3.3.1"\n',
        "",
        ("figures.toml, published", "source is missing", "the document and the paragraph"),
    ),
    "an empty source": (
        "council/figures.toml",
        'source = "Westminster scrutiny report, 3 December 2018, sections 3.1 and 3.3.1"\n',
        'source = "  "\n',
        ("published", "source is missing"),
    ),
    "no status": (
        "council/figures.toml",
        'status = "stated"\n',
        "",
        ("published", "status is missing", '"stated", "illustrative" or "unverified"'),
    ),
    "an unknown status": (
        "council/figures.toml",
        'status = "stated"\n',
        'status = "probably"\n',
        ("published", 'the status "probably" is not known', '"stated", "illustrative" or "unverified"'),
    ),
    "dates out of order": (
        "defaults/allocation.toml",
        "2025-04-01 = 6.20\n2026-04-01 = 6.40",
        "2026-04-01 = 6.40\n2025-04-01 = 6.20",
        ("price_per_point", "out of order: 2025-04-01 comes after 2026-04-01", "earliest first"),
    ),
    "a date twice": (
        "defaults/allocation.toml",
        "2025-04-01 = 6.20\n2026-04-01 = 6.40",
        "2025-04-01 = 6.20\n2025-04-01 = 6.40",
        ("allocation.toml", "cannot be read", "there twice", "Keep one"),
    ),
    "a date that is none": (
        "defaults/allocation.toml",
        "2025-04-01 = 6.20",
        "2025-02-30 = 6.20",
        ("price_per_point", '"2025-02-30" is not a date', "such as 2024-04-01"),
    ),
    "no dates": (
        "defaults/allocation.toml",
        "2015-04-01 = 6.00\n2025-04-01 = 6.20\n2026-04-01 = 6.40\n",
        "",
        ("price_per_point", "it has no dates", "[price_per_point.from]"),
    ),
    "a gap before the first date": (
        "defaults/allocation.toml",
        "2015-04-01 = 6.00\n",
        "",
        ("price_per_point", "there is a gap", "starts on 2025-04-01", "needed from 2024-04-01"),
    ),
    "a national gap": (
        "national/payments.toml",
        "[minimum_wage.from.2016-10-01]",
        "[minimum_wage.from.2016-13-01]",
        ("national/payments.toml, minimum_wage", '"2016-13-01" is not a date'),
    ),
    "a choice that is none": (
        "council/charging.toml",
        '"net"',
        '"nett"',
        ("contribution_basis", '"nett" is not one of the choices', 'Write "net" or "gross"'),
    ),
    "a yes in quotes": (
        "defaults/budgets.toml",
        "2015-04-01 = true",
        '2015-04-01 = "yes"',
        ("contingency_kept", '"yes" is not a yes or a no', "true or false, without quotes"),
    ),
    "a table without a column": (
        "council/market.toml",
        'label = "Safe Space peer group", ',
        "",
        ("universal_services", "row 1", 'the column "label" is missing', "Add it"),
    ),
    "a table with another column": (
        "council/market.toml",
        'label = "Safe Space peer group", ',
        'label = "Safe Space peer group", size = 4, ',
        ("universal_services", "row 1", 'the column "size" is not known'),
    ),
    "money in a table with a fraction of a penny": (
        "council/market.toml",
        "pounds_weekly = 5.00",
        "pounds_weekly = 5.001",
        ("universal_services", "row 1", "5.001 is not a whole number of pence"),
    ),
    "a row twice": (
        "council/market.toml",
        'code = "library_at_home"',
        'code = "safe_space"',
        ("universal_services", 'code "safe_space" is there more than once', "Keep one row"),
    ),
    "a step of work missing": (
        "defaults/work.toml",
        'step = "decision"',
        'step = "agreement"',
        ("work.toml, steps", 'no row for step "decision"', "Add one"),
    ),
    "points missing for a level": (
        "defaults/allocation.toml",
        '{ outcome = "nutrition", level = "some", points = 7 },',
        "",
        ("points", 'no row for outcome "nutrition", level "some"', "Add one"),
    ),
    "a gap between tiers": (
        "defaults/decisions.toml",
        "lowest_pounds_weekly = 500.00",
        "lowest_pounds_weekly = 500.01",
        ("ladder", "a gap between tiers 1 and 2: nobody decides £500.01"),
    ),
    "tiers that overlap": (
        "defaults/decisions.toml",
        "lowest_pounds_weekly = 500.00, lowest_inclusive = false",
        "lowest_pounds_weekly = 500.00, lowest_inclusive = true",
        ("ladder", "tiers 1 and 2 overlap: both decide £500.00", "only one of them"),
    ),
    "a last tier that ends": (
        "defaults/decisions.toml",
        'highest_pounds_weekly = "none"',
        "highest_pounds_weekly = 900.00",
        ("ladder", 'the last tier must end with "none"'),
    ),
    "less generous than the law on time": (
        "council/reviews.toml",
        "2024-04-01 = 6\n",
        "2024-04-01 = 9\n",
        ("reviews.toml, plan_first_review_weeks", "9 weeks", "less generous than the law", "8 weeks or less"),
    ),
    "less generous than the law on money": (
        "council/charging.toml",
        "[contribution_basis]",
        LOWER_LIMIT,
        ("upper_capital_limit", "£20,000.00", "less generous than the law", "£23,250.00 or more", "SI 2014/2672"),
    ),
    "a pale accent colour": (
        "council/profile.toml",
        "#0f4c5c",
        "#ffcc00",
        ("profile.toml, look", "too pale to read on white", "4.5 to 1", "darker"),
    ),
    "not a colour": (
        "council/profile.toml",
        "#0f4c5c",
        "teal",
        ("look", '"teal" is not a colour', "such as #0b0c0c"),
    ),
    "no first day": (
        "council/profile.toml",
        "starts_on = 2024-04-01",
        "",
        ("profile.toml, starts_on", "is missing", "Add starts_on = 2024-04-01"),
    ),
    "a first day in quotes": (
        "council/profile.toml",
        "starts_on = 2024-04-01",
        'starts_on = "2024-04-01"',
        ("profile.toml, starts_on", "not a date", "without quotes"),
    ),
    "a file that is not TOML": (
        "defaults/plans.toml",
        "[categories]",
        "[categories",
        ("plans.toml", "cannot be read", "line 3", "brackets"),
    ),
    "a part of a month": (
        "council/reviews.toml",
        "2024-04-01 = 3\n",
        "2024-04-01 = 2.5\n",
        ("direct_payment_first_review_months", "2.5 is not a whole number"),
    ),
}


@pytest.mark.requirement("R-CFG-03")
@pytest.mark.parametrize(
    "mistake", ["a gap between tiers", "tiers that overlap", "a last tier that ends"], ids=lambda name: name
)
def test_tiers_with_a_gap_or_an_overlap_are_refused(tmp_path: Path, mistake: str) -> None:
    _expect(tmp_path, mistake)


@pytest.mark.parametrize("mistake", list(MISTAKES))
def test_a_mistake_is_refused_in_plain_words(tmp_path: Path, mistake: str) -> None:
    _expect(tmp_path, mistake)


def _expect(tmp_path: Path, mistake: str) -> None:
    file, old, new, words = MISTAKES[mistake]
    pack = copy(tmp_path)
    pack.edit(file, old, new)
    messages = pack.messages()
    without_lines = [LINE.sub(".toml", message) for message in messages]
    assert any(all(word in message for word in words) for message in without_lines), messages


@pytest.mark.parametrize("mistake", [mistake for mistake in MISTAKES if mistake not in WITHOUT_A_LINE])
def test_a_mistake_is_told_with_its_line(tmp_path: Path, mistake: str) -> None:
    file, old, new, words = MISTAKES[mistake]
    pack = copy(tmp_path)
    folder, _, name = file.partition("/")
    spoilt = {"national": pack.national, "defaults": pack.defaults, "council": pack.council}[folder] / name
    first = spoilt.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    pack.edit(file, old, new)
    told = [message for message in pack.messages() if all(word in LINE.sub(".toml", message) for word in words)]
    line = int(LINE.findall(told[0])[0])
    lines = spoilt.read_text(encoding="utf-8").splitlines()
    heading = max((at for at in range(first) if re.match(r"\[\w+\]?$", lines[at])), default=0) + 1
    assert heading <= line <= first + new.count("\n"), (told[0], heading, first)


def test_all_problems_are_listed_not_only_the_first(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    pack.edit("council/charging.toml", '"net"', '"nett"')
    pack.edit("council/profile.toml", "#0f4c5c", "#ffcc00")
    pack.edit("council/market.toml", "pounds_weekly = 5.00", "pounds_weekly = -5.00")
    pack.edit("national/reviews.toml", 'unit = "months"\n', "")
    files = {LINE.sub(".toml", message).partition(",")[0].rpartition("/")[2] for message in pack.messages()}
    assert files == {"charging.toml", "profile.toml", "market.toml", "reviews.toml"}


def test_a_value_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    (pack.national / "payments.toml").unlink()
    messages = "\n".join(pack.messages())
    assert "national/payments.toml, minimum_wage: the value is missing" in messages
    pack_without_council_file = copy(tmp_path / "again")
    (pack_without_council_file.defaults / "monitoring.toml").unlink()
    assert "monitoring.toml, with_review: the value is missing" in "\n".join(pack_without_council_file.messages())


def test_a_council_may_be_more_generous_than_the_law(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    pack.edit("council/reviews.toml", "2024-04-01 = 6\n", "2024-04-01 = 4\n")
    assert pack.messages() == ()


def test_the_programs_own_policy_is_where_it_is_looked_for() -> None:
    assert (POLICY_ROOT / "national").is_dir()
