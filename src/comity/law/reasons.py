"""Every sentence the law room gives as a reason: code and English template.

The shell translates by code; ``{names}`` are filled with ids, codes and dates. The sentence for
the place of a basis stands in ``data/law/bases.toml`` and has the code ``step:`` plus its id.
"""

import string
from collections.abc import Mapping
from types import MappingProxyType

from comity.base.reasons import Reason

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "party_since": "{state} is bound by {treaty} since {since}.",
        "party_not_yet": "{state} is bound by {treaty} only from {since}.",
        "party_until": "{state} was bound by {treaty} until {until} only.",
        "party_no_date": "{state} is a Party to {treaty}, but since when is not known here.",
        "party_on_list": "{state} stood on the list of Parties to {treaty} on {as_of}.",
        "party_list_later": "{state} was a Party to {treaty} on {as_of}; before that is unknown.",
        "not_party": "{state} is not a Party to {treaty}.",
        "not_listed_yet": "{state} was no Party to {treaty} on {as_of}, the day of the list.",
        "list_too_old": "{state} was no Party to {treaty} on {as_of}; what followed is unknown.",
        "status_unknown": "The status of {state} in {treaty} was looked for and not found.",
        "no_row": "The status of {state} in {treaty} is not in the data.",
        "bilateral_unsigned": "{id} was signed on {signed} only.",
        "bilateral_ended": "{id} has been of no effect since {until}.",
        "bilateral_end_open": "{id} ended in {until}; on which day is unknown.",
        "bilateral_start_unknown": "{id} is in force, but since when is unknown.",
        "bilateral_too_old": "{id} is certain until {until} only; what followed is unknown.",
        "bilateral_start_open": "{id} entered into force in {since}; on which day is unknown.",
        "bilateral_in_force": "{id} is in force since {since}.",
        "bilateral_not_yet": "{id} is in force only from {since}.",
        "bilateral_not_in_force": "{id} was not in force on {as_of}.",
        "bilateral_unknown": "Whether {id} was in force is unknown.",
        "bilateral_no_row": "No instrument of {rs} and {rd} for this act is in the data; ask.",
        "bilateral_not_asked": "{id} is unknown; a European text is at hand, so nobody need ask.",
        "domestic_lists": "{rd} can act without a treaty ({field}: {value}).",
        "domestic_asks": "Whether {rd} can act without a treaty must be asked ({field}: {value}).",
        "domestic_no_fiche": "The law of {rd} on this is not in the data; ask.",
        "domestic_refuses": "{rd} does not act without a treaty ({field}: {value}).",
        "domestic_not_asked": "Unknown for {rd}; a European text is at hand, so nobody need ask.",
        "closed_by": "{by} is in force between the two and takes its place.",
        "needs_state": "It counts only where {state} is one of the two.",
        "cover": "Covered by the Convention: {cover}.",
        "limb_protocol": "Offence of the Protocol (arts. 3(a), 6): {limb}.",
        "limb_serious": "Serious crime in {rs} (UNTOC 2(b)): {limb}.",
        "group": "Organized criminal group: {group}.",
        "bilateral_no_record": "There is no record here of {id}. It was looked for, last on "
        "{as_of} ({checked}). This does not prove there is none.",
        # what does not fit in a question, or lies outside the data
        "state_not_described": "{state} is not described in the data: what is looked up there is "
        "unknown.",
        "facts_after_request": "The facts are of {facts}, after the request of {date}.",
        "data_older": "The newest row of the data speaks of {as_of}: what changed before {date} is "
        "not known here.",
        "measure_not_read": "A measure belongs to assistance; for this act it was not looked at "
        "({measure}).",
        "act_not_carried": "This act ({act}) does not rest on {id}: it was not looked at.",
        "no_conduct": "No conduct is given: nothing can be met.",
        "profit_without_benefit": "The facts say that there was no benefit, and that it was done "
        "for profit. Correct one of the two.",
        "paid_and_humanitarian": "Paid help is not humanitarian: the exception was not applied.",
        "group_and_no_group": "The facts name an organised group, which aggravates, and say that "
        "there was no organized criminal group (UNTOC art. 2(a)). Look at both again.",
        "no_object": "Who the people are, seen from {state}, is not said: only an offence about "
        "any person can be met.",
        # dual criminality
        "dc_met": "One shared conduct is punished on both shores, compared by element and not by "
        "name.",
        "dc_not_met": "An element fails. For assistance this is a ground on which help may be "
        "refused, and need not be (art. 18(9)); for surrender it stands in the way.",
        "dc_unknown": "An element could not be compared; which one stands with each State.",
        "dc_risk": "Everything agrees but the benefit, which is not proved yet.",
        "dc_listed": "A listed offence of three years or more: the requested State does not "
        "compare.",
        "dc_not_asked": "Not asked for this act or measure.",
        "fails_conduct": "{state}: {statute} {article} names none of these acts ({conduct}).",
        "fails_circumstance": "{state}: {statute} {article} asks for one of these circumstances "
        "({circumstance}).",
        "fails_object": "{state}: {statute} {article} does not reach these people ({object}).",
        "fails_benefit": "{state}: {statute} {article} asks for a benefit, and the facts say "
        "there was none.",
        "fails_exception": "{state}: {statute} {article} does not punish this ({exception}).",
        "fails_family_care": "{state}: in a Member State of the European Union whoever brings "
        "minors in his or her care commits no facilitation (CJEU C-460/23).",
        "fails_no_offence_at_date": "{state} had no offence of smuggling of migrants on {date}.",
        "doubt_benefit_unproven": "{state}: {statute} {article} asks for a benefit, which is not "
        "shown yet.",
        "doubt_benefit_rule_unknown": "{state}: whether {statute} {article} asks for a benefit was "
        "not read.",
        "doubt_family_care": "{state}: whether it is a Member State of the European Union on "
        "{date} is not known here; there, bringing minors in one's care is no facilitation.",
        "doubt_no_offence_data": "{state}: no offence of smuggling in force on {date} stands in "
        "the data. This does not prove there is none.",
        "offence_met": "{state}: the facts are an offence under {statute} {article}; the maximum "
        "on these facts: {months}.",
        "offence_met_life": "{state}: the facts are an offence under {statute} {article}; the "
        "maximum on these facts: life.",
        "offence_met_maximum_unknown": "{state}: the facts are an offence under {statute} "
        "{article}; its maximum on these facts was not read.",
        "offence_open": "{state}: {statute} {article} would apply if what is open were shown; the "
        "maximum would be {months}.",
        "offence_open_life": "{state}: {statute} {article} would apply if what is open were "
        "shown; the maximum would be life.",
        "offence_open_maximum_unknown": "{state}: {statute} {article} would apply if what is open "
        "were shown; its maximum was not read.",
        "serious": "{state}: serious crime in the sense of UNTOC art. 2(b): {serious}.",
        "uncovered_rs": "{state}: no offence that was met names {conduct}. Name the provision "
        "that carries it, or leave it out.",
        "uncovered_rd": "{state}: no offence that was met names {conduct}. It need not be lawful "
        "there, but {rs} is bound to the part that is punished (specialty; for evidence UNTOC "
        "art. 18(19)).",
        # why not, and what can be done instead
        "no_basis": "No text is known to bind {rs} and {rd} for this act on {date}.",
        "no_basis_but_unknown": "No text is known to bind {rs} and {rd} for this act on {date}; "
        "some are unknown, and must be asked about before anyone says no.",
        "not_met_surrender": "Dual criminality is not met: surrender is not possible on these "
        "facts.",
        "not_met_assistance": "Dual criminality is not met: help may be refused for that, and may "
        "be given all the same (UNTOC art. 18(9)).",
        "way_police": "Ask the police channel first: whose number, is the document genuine, is "
        "the person known. What comes back guides, and is no evidence.",
        "way_information": "Give what you hold without being asked; they may begin their own case, "
        "and your limits on its use go with it.",
        "way_assistance": "Ask for evidence instead of the person: assistance may be given where "
        "surrender is refused.",
        "way_prosecution": "Have {rd} prosecute: who refuses a national only for that must, when "
        "asked, put the case before its own authorities without delay.",
        "way_transfer": "Offer the proceedings to {rd}, where that serves justice, above all when "
        "several States could try the case.",
        "way_joint": "Investigate jointly, by agreement or for this case alone.",
        "way_no_offence": "It would end there: on these facts {rd} has no offence.",
        "way_offence_unknown": "Whether it is an offence in {rd} is not known; ask first.",
        "way_no_channel": "No urgent channel of {rd} is known here; ask its central authority.",
        "way_basis_unknown": "Whether a text carries it is not known; ask first.",
        "way_no_basis": "No text in these data carries it between {rs} and {rd}; others may.",
        "way_safeguards": "What stops this act must be settled first here too: {rules}.",
        # what a lawyer could contest in this answer
        "contest_date_of_facts": "The law of {state} on the day of the facts was read; some States "
        "look at the day of the request or of the decision, and a milder law that came later is "
        "not modelled.",
        "contest_one_conduct": "One shared conduct is enough here, and the facts are not split "
        "into acts: the maximum of the gravest carries the rest.",
        "contest_eio": "Art. 10(2) of the directive frees more measures than the two looked at "
        "here, by the law of {rd}; whether the box of annex D was ticked is not asked.",
        "contest_service_eio": "Service of papers is no investigative measure, yet the order is "
        "listed first for it.",
        "contest_related": "An offence that stands beside smuggling was met without a close look "
        "at the aim of the group, the paper or the money, and lends its maximum.",
        "contest_no_related": "No offence of {state} on groups, papers or money stands in the "
        "data: that none was met says little.",
        "contest_humanitarian": "Help out of humanity excuses here although it is not settled "
        "whether anybody paid.",
        "contest_protocol_conduct": "Whether this conduct alone is one of art. 6 of the Protocol "
        "can be disputed.",
        "contest_open_offence": "For assistance a well-founded suspicion may be enough: UNTOC is "
        "held to be unknown here while the offence of {rs} is open.",
        "contest_suspected_group": "A suspected group is enough for this act here; art. 18(1) says "
        "so for assistance only.",
        "contest_whole_row_missing": "If a whole offence of {state} is missing in the data, it "
        "reads here as not punished.",
        "contest_not_asked": "{id} was not asked about, because a European text is at hand: that "
        "is not to say it does not bind.",
        "contest_before_signature": "Before {id} an older treaty, not in the data, may have been "
        "in force.",
        "contest_unknown_beside_order": "{id} is asked about although an investigation order "
        "stands first.",
        "contest_benefit_warning": "The warning on the benefit stands although {id} may not need "
        "one: it says only that nothing may rest on the Protocol.",
        "contest_death": "The death penalty is judged by the Second Optional Protocol alone: the "
        "warning also stands for minor offences and for States that abolished it without joining.",
        "contest_unclos": "UNCLOS gives no right to board on suspicion of smuggling; it is listed "
        "for the flag State and for vessels without nationality.",
        "contest_no_threshold": "No threshold is tested under {id}, though most statutes have one.",
        "contest_missing_texts": "ETS 73, the conventions on confiscation and the framework "
        "decision on joint teams are not in the data: another text may stand before this one.",
        "contest_several_persons": "Several offenders and several migrants are one word in the "
        "data; {statute} {article} means the migrants.",
        # cells of the harmonisation matrix
        "cell_not_recorded": "{state}: nothing is recorded on this duty. Not checked, which is "
        "not no.",
        "cell_no_rows": "{state}: no offence of smuggling in force on {date} stands in the data. "
        "Not checked, which is not no.",
        "cell_recorded": "{state}: recorded with its source, as of {as_of}.",
        "cell_looked_for": "{state}: looked for, last on {as_of}, and not found. This does not "
        "prove there is none.",
        "cell_fiche": "{state}: its fiche answers this, as of {as_of}.",
        "cell_agreement": "{state} is bound on {date} by a text that carries such acts: {id}.",
        "cell_agreement_unknown": "{state}: no text that carries such acts is known to be in force "
        "on {date}; whether {id} is must be asked.",
        "cell_row_not_read": "{state}: {statute} {article} is listed, and nothing of it was read.",
        "cell_names": "{state}: {statute} {article} punishes this ({conduct}).",
        "cell_names_together": "{state}: {statute} {article} and another offence in the data "
        "punish this between them ({conduct}).",
        "cell_part": "{state}: {statute} {article} punishes a part ({conduct}). No offence in the "
        "data names the rest ({other_conduct}), which another may cover.",
        "cell_narrow_circumstance": "{state}: {statute} {article} punishes this ({conduct}) only "
        "with one of these circumstances ({circumstance}).",
        "cell_narrow_object": "{state}: {statute} {article} punishes this ({conduct}) only for "
        "some people ({object}).",
        "cell_narrow_exception": "{state}: {statute} {article} punishes this ({conduct}), but an "
        "exception ({exception}) excuses also who was paid.",
        "cell_carriage": "{state}: {statute} {article} punishes carrying people ({conduct}), which "
        "may stay inside the country; no offence in the data names procuring entry.",
        "cell_exit": "{state}: {statute} {article} punishes this ({conduct}) only for people who "
        "leave. Entry elsewhere must be shown, and entry into {state} is not reached.",
        "cell_silent": "{state}: what the data have of {statute} {article} does not name this "
        "({conduct}). This does not prove that nothing punishes it.",
        "cell_absent_stay": "{state} had no offence of smuggling of migrants on {date}; whether "
        "help to stay was punished otherwise the source does not say.",
        "cell_lodging": "{state}: {statute} {article} punishes lodging ({conduct}); other ways to "
        "enable somebody to stay are named nowhere in the data.",
        "cell_no_papers": "{state}: no offence in the data names this ({conduct}), and offences on "
        "papers are wanting there. Not checked, which is not no.",
        "cell_general_rules": "{state}: no offence of smuggling names this ({conduct}). The "
        "general rules on parties to an offence are not in the data: not checked, which is not no.",
        "cell_group_only": "{state}: {statute} {article} punishes this ({conduct}) in a criminal "
        "group; outside one the general rules apply, which are not in the data.",
        "cell_attempt": "{state}: attempt is punished ({statute} {article}).",
        "cell_attempt_part": "{state}: attempt is punished under {statute} {article}; for another "
        "offence of smuggling the data say no, or it was not read.",
        "cell_attempt_unknown": "{state}: whether attempt is punished was not read ({statute} "
        "{article}).",
        "cell_attempt_no": "{state}: attempt is not punished ({statute} {article}).",
        "cell_heavier": "{state}: {statute} {article} is punished more heavily with this "
        "({circumstance}). Whether offences on papers and stay are too was not compared.",
        "cell_heavier_result": "{state}: {statute} {article} is punished more heavily only where "
        "it came to this ({circumstance}); that danger alone weighs more is not shown.",
        "cell_same_penalty": "{state}: {statute} {article} names this ({circumstance}); that the "
        "penalty is heavier was not read, or the months do not show it.",
        "cell_life_already": "{state}: the maximum of {statute} {article} is life already; what "
        "courts make of this ({circumstance}) was not read.",
        "cell_not_heavier": "{state}: the penalties that the data have of {statute} {article} do "
        "not name this ({circumstance}). This does not prove that nothing does.",
        "cell_immunity": "{state}: a clause exempts people who were smuggled ({statute} "
        "{article}).",
        "cell_immunity_unknown": "{state}: whether people who were smuggled are exempt was not "
        "read ({statute} {article}).",
        "cell_immunity_none": "{state}: no clause exempts people who were smuggled ({statute} "
        "{article}). Art. 5 asks for none, only that nobody be prosecuted under the Protocol for "
        "it: no breach is shown, and no compliance.",
        "cell_serious_yes": "{state}: the base maximum of {statute} {article} is {months}: serious "
        "crime without aggravating facts.",
        "cell_serious_yes_life": "{state}: the base maximum of {statute} {article} is life: "
        "serious crime without aggravating facts.",
        "cell_serious_partly": "{state}: the base maximum of {statute} {article} is {months}: "
        "serious crime only with aggravating facts, or under another of its offences.",
        "cell_serious_partly_unread": "{state}: the base maximum of {statute} {article} was not "
        "read; with aggravating facts, or under another offence, it is serious crime.",
        "cell_serious_unknown": "{state}: the base maximum of {statute} {article} is {months}; "
        "heavier ones were not read.",
        "cell_serious_unknown_unread": "{state}: the maximum of {statute} {article} was not read.",
        "cell_serious_no": "{state}: the base maximum of {statute} {article} is {months}, and no "
        "aggravating fact brings it to four years: no serious crime.",
        "cell_group": "{state}: {statute} {article} punishes taking part in a criminal group; "
        "which limb of art. 5(1)(a) it follows was not read.",
        "cell_no_group": "{state}: no offence on criminal groups stands in the data. Not checked, "
        "which is not no.",
        "cell_money": "{state}: {statute} {article} punishes money laundering; its acts were not "
        "compared one by one.",
        "cell_no_money": "{state}: no offence on money laundering stands in the data. Not checked, "
        "which is not no.",
        "cell_legal": "{state}: legal persons are liable for smuggling ({statute} {article}). For "
        "the offences of arts. 5, 6, 8 and 23 it was not read.",
        "cell_legal_part": "{state}: legal persons are liable under {statute} {article}; for "
        "another offence of smuggling the data say no, or it was not read.",
        "cell_legal_unknown": "{state}: whether legal persons are liable was not read ({statute} "
        "{article}).",
        "cell_legal_none": "{state}: no liability of legal persons goes with {statute} {article}. "
        "Civil or administrative liability would do (art. 10(2)) and was not read.",
        # where the laws of two States do not meet
        "diff_no_rows": "{state}: no offence of smuggling in force on {date} stands in the data. "
        "Nothing can be compared with {other}; ask before anyone says no.",
        "diff_no_offence": "{state} had no offence of smuggling of migrants on {date}: on facts of "
        "that day nothing meets an offence of {other}.",
        "diff_benefit": "{state}: for this ({conduct}) {statute} {article} asks for a benefit, and "
        "the law of {other} does not. A file of {other} that does not show one fails in {state}.",
        "diff_benefit_or": "{state}: for this ({conduct}) {statute} {article} asks for a benefit "
        "or one of these circumstances ({circumstance}), and the law of {other} asks for neither. "
        "A file of {other} that shows neither fails in {state}.",
        "diff_benefit_unread": "{state}: whether {statute} {article} asks for a benefit was not "
        "read; the law of {other} does not. Show one until it is known.",
        "diff_opposite": "{state}: {statute} {article} reaches only people who leave, and the law "
        "of {other} only people who enter. The two meet on the way from {state} to {other} and on "
        "no other.",
        "diff_leaving": "{state}: {statute} {article} does not reach its own nationals who leave. "
        "Taking them to {other} is an offence in {other} and none in {state}.",
        "diff_entering": "{state}: {statute} {article} does not reach people who enter. Taking "
        "people from {other} to {state} is an offence in {other} and none in {state}.",
        "diff_serious": "{state}: the base maximum of {statute} {article} is {months}, under the "
        "four years of serious crime. Without aggravating facts {state} can use the Convention "
        "with {other} only for an offence of the Protocol, if both are Parties to it and a benefit "
        "is shown.",
        "diff_maximum_unread": "{state}: the base maximum of {statute} {article} was not read. "
        "Whether it is serious crime, and whether it reaches what a text with {other} asks, is "
        "open.",
        "diff_threshold": "{state}: the base maximum of {statute} {article} is {months}, and for "
        "surrender {id} asks {least} months. On the basic offence {other} need not surrender.",
        "diff_listed": "{state}: the base maximum of {statute} {article} is {months}, under the "
        "{least} months of a listed offence ({id}). The box of the list cannot be ticked, and "
        "{other} compares.",
        "diff_exception": "{state}: {statute} {article} does not punish this ({exception}); the "
        "data name no such exception for {other}. What is met in {other} may be no offence in "
        "{state}.",
        "diff_exception_scope": "{state}: for some acts ({scope}) {statute} {article} does not "
        "punish this ({exception}); the data name no such exception for {other}. On these acts "
        "what is met in {other} may be no offence in {state}.",
        "diff_exception_wider": "{state}: {statute} {article} does not punish this ({exception}), "
        "whatever the act; the law of {other} excuses it for some acts only ({scope}). On other "
        "acts what is met in {other} may be no offence in {state}.",
        "diff_conduct": "{state} punishes this ({conduct}) under {statute} {article}; no offence "
        "of {other} in the data names it. It need not be lawful in {other}: name the provision "
        "that carries it, or leave it out.",
        "diff_conduct_not_in_data": "{state} punishes this ({conduct}) under {statute} {article}; "
        "offences of that kind of {other} are not in the data. Ask which provision carries it.",
        "diff_attempt": "{state}: attempt is not punished under {statute} {article}, and is in "
        "{other}. A crossing that was stopped meets no offence in {state}.",
        "diff_attempt_unread": "{state}: whether attempt is punished was not read ({statute} "
        "{article}); in {other} it is. Where a crossing was stopped, ask.",
    }
)


_HOLES = {
    code: tuple(name for _, name, _, _ in string.Formatter().parse(text) if name)
    for code, text in TEXTS.items()
}


def reason(code: str, **params: str) -> Reason:
    """The reason of that code with those of the parameters that its sentence names.

    Raises:
        KeyError: no such code, or a parameter of its sentence is missing.
    """
    return Reason(code, TEXTS[code], tuple((name, params[name]) for name in _HOLES[code]))
