"""The people who work at the fictional council and its partners, added by its administrator.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_cast.py
"""

from dataclasses import dataclass
from datetime import date

from selfdirect.actions import access, market
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.timer import timer
from selfdirect.records.access import Team, User
from selfdirect.records.market import Provider
from selfdirect.rules.access import Role

WORKERS = ("Grace Okafor", "Daniel Whitlow", "Meera Joshi", "Callum Frost", "Sian Pritchard", "Leon Baptiste")
TRUST_WORKERS = ("Hannah Adeyemi", "Piotr Nowicki")
MANAGERS = ("Ruth Calloway", "Imran Sheikh")
OTHERS = (
    ("Olivia Marsh", Role.PANEL_MEMBER),
    ("Peter Lund", Role.PANEL_MEMBER),
    ("Nina Farrow", Role.FINANCE_OFFICER),
    ("George Abbot", Role.FINANCE_OFFICER),
    ("Farida Aziz", Role.FINANCE_APPROVER),
    ("Martin Hale", Role.FINANCE_APPROVER),
    ("Celia Thorne", Role.COMMISSIONER),
    ("Edwin Marks", Role.AUDITOR),
)
PROVIDERS = (
    ("Example Home Care", "Care at home", "", True),
    ("Example Day Services", "Day centre and art group", "", True),
    ("Example Active", "Swimming, gym and going out", "", True),
    ("Riverbank Fund Holders", "Holds budgets for people", "independent_body", False),
    ("Example Care and Support", "Care at home; holds budgets", "care_provider", True),
    ("Example House and Garden", "Cleaning and gardening", "", True),
    ("Rowan Court", "Flats with care on the premises", "extra_care_landlord", True),
)
PROVIDER_USERS = ("Bea Langton", "Tom Ashby")
PROVIDER_EMAILS = ("rota@provider.example", "manager@rowan-court.example")
"""Who signs in for the first provider, and for the last, which holds funds for the people who live there."""
CONTRACTED = 3
"""The council has a contract with so many of them, the first of the list."""


@dataclass(frozen=True)
class Cast:
    """Everybody the simulation asks to do something."""

    administrator: User
    workers: tuple[User, ...]
    managers: tuple[User, ...]
    panel: tuple[User, ...]
    finance: tuple[User, ...]
    approvers: tuple[User, ...]
    providers: tuple[Provider, ...]

    @property
    def fund_holders(self) -> tuple[Provider, ...]:
        """Providers who may hold a budget."""
        return tuple(provider for provider in self.providers if provider.may_hold_funds)


def hire(on: date) -> Cast:
    """Add the teams, the staff and the providers on a date."""
    administrator = _user("Sam Porter", Role.ADMINISTRATOR, 1, None, on, timer())
    teams = _teams(on, administrator)
    council = teams["council"]
    workers = [_user(name, Role.SOCIAL_WORKER, at, council, on, administrator) for at, name in enumerate(WORKERS, 10)]
    workers += [
        _user(name, Role.SOCIAL_WORKER, at, teams.get("trust", council), on, administrator)
        for at, name in enumerate(TRUST_WORKERS, 20)
    ]
    managers = [_user(name, Role.TEAM_MANAGER, at, council, on, administrator) for at, name in enumerate(MANAGERS, 30)]
    others = [_user(name, role, at, council, on, administrator) for at, (name, role) in enumerate(OTHERS, 40)]
    by_role = {
        role: tuple(user for user, (_, held) in zip(others, OTHERS, strict=True) if held == role) for _, role in OTHERS
    }
    providers = _providers(by_role[Role.FINANCE_OFFICER][0], on)
    for provider, email, name in zip((providers[0], providers[-1]), PROVIDER_EMAILS, PROVIDER_USERS, strict=True):
        _provider_user(provider, email, name, on, administrator)
    return Cast(
        administrator=administrator,
        workers=tuple(workers),
        managers=tuple(managers),
        panel=by_role[Role.PANEL_MEMBER],
        finance=by_role[Role.FINANCE_OFFICER],
        approvers=by_role[Role.FINANCE_APPROVER],
        providers=providers,
    )


def found() -> Cast:
    """The cast of a council that is already at work."""
    return Cast(
        administrator=_holders(Role.ADMINISTRATOR)[0],
        workers=_holders(Role.SOCIAL_WORKER),
        managers=_holders(Role.TEAM_MANAGER),
        panel=_holders(Role.PANEL_MEMBER),
        finance=_holders(Role.FINANCE_OFFICER),
        approvers=_holders(Role.FINANCE_APPROVER),
        providers=tuple(Provider.objects.order_by("pk")),
    )


def _holders(role: Role) -> tuple[User, ...]:
    return tuple(User.objects.filter(role_grants__role=role.value).order_by("pk"))


def _teams(on: date, by: User) -> dict[str, Team]:
    """One team for each that the policy routes requests to."""
    made: dict[str, Team] = {}
    codes = set()
    for row in policy().on(on).table("referrals.routing"):
        if row["team"] not in codes:
            codes.add(row["team"])
            made[str(row["organisation"])] = access.add_team(
                code=str(row["team"]), name=str(row["team_label"]), organisation=str(row["organisation"]), on=on, by=by
            )
    return made


def _user(name: str, role: Role, number: int, team: Team | None, on: date, by: User) -> User:
    return access.add_user(
        email=f"{name.lower().replace(' ', '.')}@council.example",
        name=name,
        roles=[role],
        phone=f"020 7946 0{number:03d}",
        team=team,
        is_demo=True,
        on=on,
        by=by,
    )


def _providers(by: User, on: date) -> tuple[Provider, ...]:
    return tuple(
        market.add_provider(
            name=name,
            what_they_do=what,
            email=f"office{number}@provider.example",
            phone=f"020 7946 09{number:02d}",
            sort_code="089999",
            account_number=f"6637{number:04d}",
            may_hold_funds=bool(kind),
            holder_kind=kind,
            has_contract=number <= CONTRACTED,
            gives_care=cares,
            on=on,
            by=by,
        )
        for number, (name, what, kind, cares) in enumerate(PROVIDERS, 1)
    )


def _provider_user(provider: Provider, email: str, name: str, on: date, by: User) -> User:
    return access.add_user(
        email=email,
        name=name,
        roles=[Role.PROVIDER],
        provider=provider,
        is_demo=True,
        on=on,
        by=by,
    )
