"""Policy values that the tests of the rules share: the 2025/26 charging figures and a made-up council."""

from collections.abc import Mapping
from datetime import date

from selfdirect.rules.charging_warnings import CODES
from selfdirect.rules.values import Amount, Value, Values

DAY = date(2025, 6, 2)
SINCE = date(2025, 4, 6)

# Key: amount, unit, status. Money is pence.
CHARGING: Mapping[str, tuple[Amount, str, str]] = {
    "upper_capital_limit": (23_250_00, "pence", "stated"),
    "lower_capital_limit": (14_250_00, "pence", "stated"),
    "tariff_income_step": (250_00, "pence", "stated"),
    "tariff_income_per_step": (1_00, "pence weekly", "stated"),
    "pension_age": (66, "years", "stated"),
    "minimum_income_guarantee_child": (102_95, "pence weekly", "unverified"),
    "minimum_income_guarantee_single_18_to_24": (89_15, "pence weekly", "stated"),
    "minimum_income_guarantee_single_25_to_pension_age": (112_50, "pence weekly", "stated"),
    "minimum_income_guarantee_single_pension_age": (232_60, "pence weekly", "stated"),
    "minimum_income_guarantee_lone_parent": (112_50, "pence weekly", "unverified"),
    "minimum_income_guarantee_couple_member": (88_35, "pence weekly", "unverified"),
    "minimum_income_guarantee_couple_member_pension_age": (177_55, "pence weekly", "unverified"),
    "minimum_income_guarantee_disability_premium_single": (49_65, "pence weekly", "stated"),
    "minimum_income_guarantee_enhanced_disability_premium_single": (24_25, "pence weekly", "stated"),
    "minimum_income_guarantee_disability_premium_couple": (35_40, "pence weekly", "unverified"),
    "minimum_income_guarantee_enhanced_disability_premium_couple": (17_45, "pence weekly", "unverified"),
    "minimum_income_guarantee_carer_premium": (53_25, "pence weekly", "unverified"),
    "savings_credit_disregard_single": (7_05, "pence weekly", "stated"),
    "savings_credit_disregard_couple": (10_60, "pence weekly", "unverified"),
    "local_uplift": (0, "pence weekly", "stated"),
    "share_of_disposable_income": (100, "percent", "stated"),
    "minimum_contribution": (0, "pence weekly", "stated"),
    "contribution_basis": ("net", "choice", "stated"),
    "light_touch_allowed": (True, "yes or no", "stated"),
    "carers_charged": (False, "yes or no", "stated"),
    "method": ("means_test", "choice", "stated"),
    "share_of_plan": (75, "percent", "stated"),
    "not_charged": ("none", "table", "stated"),
    "minor_adaptation_limit": (1_000_00, "pence", "stated"),
    "reablement_free_weeks": (6, "weeks", "stated"),
    "carers_allowance_earnings_limit": (196_00, "pence weekly", "stated"),
    "housing_costs": (
        ({"code": "rent", "label": "Rent"}, {"code": "mortgage", "label": "Mortgage"}),
        "table",
        "stated",
    ),
    "property_left_out": (({"code": "main_home", "label": "They live there"},), "table", "stated"),
    "not_suitable": (({"code": "care_home", "label": "A care home", "reason": "Other rules"},), "table", "stated"),
    "free_support": (
        tuple(
            {"code": code, "label": code, "reason": f"Free: {code}."}
            for code in ("section_117", "equipment", "minor_adaptation", "reablement", "care_to_the_cared_for")
        ),
        "table",
        "stated",
    ),
    "benefit_warnings": (
        tuple(
            {"code": code, "label": code, "warning": f"About {code}.", "source": "a source", "status": "unverified"}
            for code in CODES
        ),
        "table",
        "stated",
    ),
    "income_kinds": (
        (
            {"kind": "earnings", "label": "Earnings", "treatment": "disregarded"},
            {"kind": "state_pension", "label": "State Pension", "treatment": "counted"},
            {"kind": "other", "label": "Other income", "treatment": "counted"},
            {
                "kind": "pip_daily_living",
                "label": "Personal Independence Payment: daily living",
                "treatment": "counted_as_disability_benefit",
            },
            {
                "kind": "pip_mobility",
                "label": "Personal Independence Payment: mobility",
                "treatment": "disregarded",
            },
        ),
        "table",
        "stated",
    ),
}


def value(key: str, amount: Amount, unit: str = "table", status: str = "stated") -> Value:
    """Give one value with a made-up label and source."""
    label = key.rpartition(".")[2].replace("_", " ").capitalize()
    return Value(key, label, unit, amount, "a source", status, SINCE)


def values(on: date = DAY, **changed: Amount) -> Values:
    """Give the charging values of 2025/26. `charging__local_uplift=500` changes or adds charging.local_uplift."""
    found = {
        f"charging.{name}": value(f"charging.{name}", amount, unit, status)
        for name, (amount, unit, status) in CHARGING.items()
    }
    for name, amount in changed.items():
        key = name.replace("__", ".", 1)
        unit = found[key].unit if key in found else "table"
        found[key] = value(key, amount, unit)
    return Values(found, on, "fingerprint")
