"""The social worker's part of the walk, page by page as the pages stand, and the manager's decision at its end.

Next:   tests/journeys/walk_money.py
"""

from datetime import date

from tests.journeys.visitor import Visitor

BORN = date(1979, 3, 14)
UNABLE = ("nutrition", "hygiene", "community")
INCOMES = (("employment_support_allowance", "£150.00"), ("pip_daily_living", "110.40"))


def sign_in(visitor: Visitor, name: str, role: str) -> Visitor:
    """Be somebody with one click, as the demonstration offers it."""
    visitor.go("/demo/").page.get_by_role("button", name=f"{name} as {role}").click()
    visitor.page.wait_for_load_state()
    return visitor.look()


def refer(visitor: Visitor, first_name: str, last_name: str, on: date) -> Visitor:
    """Take a referral for somebody new, to its confirmation."""
    visitor.press("Start a referral").press("Start")
    visitor.fill(find_words=f"{first_name} {last_name}").press("Look for them")
    visitor.fill(first_name=first_name, last_name=last_name).fill_day("date_of_birth", BORN)
    visitor.choose("client_group", "physical").press("Continue")
    visitor.choose("source", "self").choose("channel", "phone").fill_day("received_on", on).press("Continue")
    visitor.fill(what_was_said="My hands hurt. I cannot wash or cook.\nI miss my friends.")
    visitor.choose("has_existing_package", "no").choose("has_consented", "yes").press("Continue")
    visitor.fill(address="1 Willow Court\nLondon", postcode="zz11aa", phone="07700 900123").press("Continue")
    visitor.choose("contact_by", "phone").choose("format", "standard").press("Continue")
    visitor.sees("Check your answers", f"{first_name}", "14 March 1979", "ZZ1 1AA", "I miss my friends.")
    return visitor.press("Accept and send")


def screen(visitor: Visitor) -> Visitor:
    """Answer the council's first questions and open the assessment."""
    visitor.fill_empty("Nobody helps now.").press("Continue")
    visitor.choose("outcome", "assess").fill(reason="Only an assessment can settle what would help.")
    return visitor.press("Save and tell the person").sees("Assessment")


def assess(visitor: Visitor, on: date) -> Visitor:
    """Fill in the whole assessment from its list, then finish it."""
    visitor.press("The visit").fill_day("visited_on", on).choose("place", "home")
    visitor.fill(who_was_there="Rowan and the worker").choose("how_done", "worker").choose("needs_advocate", "no")
    visitor.press("Save and continue")
    visitor.press("What matters to them").fill_empty("To cook for my friends.").press("Save and continue")
    _outcomes(visitor)
    visitor.press("Needs come from an impairment or illness").choose("answer", "yes").press("Save and continue")
    visitor.press("Effect on well-being").choose("answer", "yes").press("Save and continue")
    visitor.press("Carers").choose("has_carer", "no").press("Save and continue")
    _risk(visitor)
    visitor.press("Section 117 after-care").choose("answer", "no").press("Save and continue")
    visitor.press("Check the answers and finish").sees("To cook for my friends.")
    return visitor.press("Finish the assessment and tell the person").sees("eligible")


def _outcomes(visitor: Visitor) -> None:
    """Ten outcomes, one after the other: three that cannot be done alone."""
    visitor.press("Eating and drinking well", look=False)
    for _ in range(10):
        outcome = visitor.where.rstrip("/").split("/")[-1]
        visitor.choose("able", "unable" if outcome in UNABLE else "able")
        if outcome in UNABLE:
            visitor.choose("limbs", "cannot_without_help").choose("level", "a_lot").choose("met_by_carer", "no")
            visitor.fill(met_now="Nobody helps with this.").look()
        visitor.press("Save and continue", look=False)
    visitor.look()


def _risk(visitor: Visitor) -> None:
    """Keeping safe, and one risk with both views."""
    visitor.press("Keeping safe").fill_empty("A rail by the bath.").choose("has_risks", "yes").press(
        "Save and continue"
    )
    visitor.press("Add a risk")
    visitor.fill(risk="Falling in the bath", persons_view="I am careful.", workers_view="The bath has no rail.")
    visitor.press("Save and continue").sees("Falling in the bath")
    visitor.press("Back")


def means_test(visitor: Visitor, on: date) -> Visitor:
    """The financial assessment, and telling the person what they would pay."""
    visitor.press("Go on to the financial assessment").fill_day("from_on", on).press("Start")
    visitor.press("How it is done").choose("kind", "full").press("Save and continue")
    visitor.press("The household").choose("household", "single").fill(children="0").press("Save and continue")
    visitor.press("What the sums are not made for").choose("not_suitable", "none").choose("section_117_some", "no")
    visitor.press("Save and continue")
    visitor.press("Savings and property").fill(capital_pence="£15,000.00").choose("has_property", "no")
    visitor.press("Save and continue").press("Income")
    for kind, pounds in INCOMES:
        visitor.press("Add an income").choose("kind", kind).fill(pence_weekly=pounds).press("Save and continue")
    visitor.sees("£260.40 each week altogether").press("That is all of it")
    visitor.press("Extra amounts awarded").choose("awarded", "disability_premium", "enhanced_disability_premium")
    visitor.press("Save and continue").press("Money given up").choose("given_up", "no").press("Save and continue")
    visitor.press("Housing costs").press("Add a housing cost").choose("code", "rent")
    visitor.fill(pence_weekly="120", help_pence_weekly="100").press("Save and continue").press("That is all of it")
    visitor.press("Costs of illness or disability").press("Add a cost").choose("in_full", "yes")
    visitor.fill(label="Extra laundry", pence_weekly="10").press("Save and continue").press("That is all of it")
    visitor.press("Check the answers and work it out").press("Work it out and tell the person")
    visitor.sees("What the person would pay").press("Record that the person was told")
    visitor.fill_day("told_on", on).choose("how", "in_person").choose("accepts_may_pay", "yes")
    return visitor.press("Save")


def budget_to_plan_with(visitor: Visitor, starts_on: date) -> Visitor:
    """The rough budget row by row, and the conversation that takes off what comes off."""
    visitor.press("Work out the indicative budget").press("Work it out").sees("Indicative budget", "How we worked")
    visitor.press("Talk it through with the person")
    visitor.choose("universal", "none").choose("block", "telecare").fill_day("starts_on", starts_on)
    visitor.fill(who_was_there="Rowan and the worker").choose("accepts_may_pay", "yes")
    visitor.press("Save and start the support plan").sees("Amount to plan with")
    return visitor.press("Go to the support plan")


def plan(visitor: Visitor, starts_on: date, review_on: date) -> Visitor:
    """Write the plan with one costed line, answer its risk, and send it to whoever decides."""
    for part in ("What matters to the person", "Who helped", "What a carer will do", "If something goes wrong"):
        visitor.press(part).fill_empty("There is no carer. Ring the duty line.").press("Save and continue")
    visitor.press("What the plan pays for").press("Add to the plan")
    visitor.fill(what="Help to wash and to cook").choose("outcomes", *UNABLE).choose("category", "personal_assistant")
    visitor.choose("is_barred", "no").fill(quantity="4.5", unit_price_pence="£16.00").choose("unit", "hours")
    visitor.choose("frequency", "weekly").press("Add to the plan").sees("£72.00").press("Go on with the plan")
    visitor.press("Falling in the bath").choose("answer", "addressed").fill(what_we_will_do="A rail by the bath.")
    visitor.press("Save and continue")
    visitor.press("What the person chose").fill_empty("Chose who comes, and when.").press("Save and continue")
    visitor.press("Start and first review").fill_day("starts_on", starts_on).fill_day("review_on", review_on)
    visitor.fill(review_how="A visit at home.").press("Save and continue")
    visitor.press("Check the plan and send it").sees("A rail by the bath.")
    return visitor.press("Send the plan for a decision")


def decide(visitor: Visitor) -> Visitor:
    """The manager opens what waits and agrees to it."""
    visitor.sees("Rowan Appleby").press("Rowan Appleby")
    visitor.choose("outcome", "approved").choose("confirmed", "meets_outcomes", "answers_risks")
    visitor.fill(reasons="It meets what matters to you.")
    return visitor.press("Record the decision").sees("Agreed")
