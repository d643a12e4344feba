"""Today comes in through one door, so that any day can be replayed and the demo can move its date."""

from tests.house.tree import dotted, sources

DOOR = "selfdirect/clock.py"
CLOCK = {
    "date.today",
    "datetime.date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.datetime.now",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
    "time.localtime",
    "time.gmtime",
    "localdate",
    "localtime",
}


def test_the_clock_is_read_in_one_place() -> None:
    reading = [
        f"{source.at(call)} {dotted(call.func)}"
        for source in sources()
        if str(source) != DOOR
        for call in source.calls()
        if dotted(call.func) in CLOCK
    ]
    assert not reading, "pass the date in (`on`); pages and jobs read it from selfdirect/clock.py"
