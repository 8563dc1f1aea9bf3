"""What nobody knows, in words: how a reader calls an unknown that a scenario writes as a key."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from demerit.report.numbers import SOURCE_WORDS, words

# By pattern of the key; {} stands for the part in brackets, in words.  The first one that fits holds.
SAID: Final = (
    (r"society.conduct.\*.fear", "how much fear keeps from other acts than speech"),
    (r"society.conduct.\*.hardship", "how much hardship drives people to what counts"),
    (r"society.conduct.\*.opinion", "how much opinion moves what people do"),
    (r"society.conduct.(\w+).ceiling", "how often there is: {}"),
    (r"society.conduct.(\w+).hardship", "how much hardship adds to: {}"),
    (r"society.conduct.(\w+).opinion", "how much opinion adds to: {}"),
    (r"society.demand.\*.hardship", "how much hardship changes what people ask for"),
    (r"society.demand.(\w+).ceiling", "how often people ask for: {}"),
    (r"society.people.births.(\d+).*", "births in {}"),
    (r"society.people.deaths.(\d+).*", "deaths in {}"),
    (r"society.people.homes", "how homes are left, found and joined"),
    (r"society.people.homes.he_is_older", "how much older the man of a couple is"),
    (r"society.people.homes.institution", "how many of those who died lived in an institution"),
    (r"society.people.homes.parting_a_year", "how many couples part"),
    (r"society.people.schooling_income", "how much longer the schooling of the rich is"),
    (r"society.people.towns", "how many communities are towns"),
    (r"society.people.urban_by_tier", "in which places urban people live"),
    (r"society.people.urban_income", "how much richer the city is than the country"),
    (r"society.work.search_a_month", "how many of those out of work look for it"),
    (r"society.work.declined", "how many who look for work are turned away as a matter of course"),
    (r"society.work.hardship_a_month", "the hardship of being out of work"),
    (r"society.work.recovery_a_month", "how fast hardship passes"),
    (r"society.lending.term_months", "how long loans run"),
    (r"society.lending.declined_by_income", "how many loans are declined as a matter of course"),
    (r"society.lending.declined_at_hardship", "how many more loans are declined in hardship"),
    (r"society.lending.declined_with_entry", "how many more loans are declined after a default"),
    (r"society.lending.default_a_month", "how many loans default"),
    (r"society.lending.default_at_hardship", "how many more loans default in hardship"),
    (r"society.lending.default_by_income", "how loans of the poor default"),
    (r"society.lending.default_by_level", "how loans of the careless default"),
    (r"society.lending.default_fear", "how much fear keeps from defaulting"),
    (r"society.lending.cure_a_month", "how many defaults are made good"),
    (r"society.lending.cure_at_hardship", "how many fewer defaults are made good in hardship"),
    (r"society.lending.sue_after_days", "how soon lenders sue"),
    (r"society.lending.ruling_after_days", "how soon courts rule"),
    (r"society.lending.perform_a_month", "how many judgments are performed unprompted"),
    (r"society.lending.perform_at_hardship", "how many fewer judgments are performed in hardship"),
    (r"society.lending.judgment_lapses_after_days", "how long a judgment holds"),
    (r"society.fines.due_days", "how long one has to pay a fine"),
    (r"society.fines.unpaid", "how many fines stay unpaid"),
    (r"society.fines.unpaid_at_hardship", "how many more fines stay unpaid in hardship"),
    (r"society.opinions.household", "how much people follow what is said at home"),
    (r"society.opinions.community", "how much people follow what is said around them"),
    (r"society.opinions.returns_a_month", "how fast people return to their own opinion"),
    (r"society.opinions.fear", "how many the highest fear silences"),
    (r"society.opinions.shield", "how much outspoken surroundings shield from fear"),
    (r"society.opinions.thresholds", "how many must speak before somebody does"),
    (r"society.organisations.conduct.\*.ceiling", "how often organisations do what counts"),
    (r"society.organisations.conduct.\*.strain", "how much more companies in straits do it"),
    (r"society.organisations.conduct.\*.caution", "how much less companies that were caught do it"),
    (r"society.organisations.demand.tender.ceiling", "how often companies ask for public contracts"),
    (r"society.organisations.demand.\*.ceiling", "how often organisations ask for something"),
    (r"society.organisations.demand.\*.strain", "how much more companies in straits ask for"),
    (r"society.organisations.demand.\*.declined", "how many organisations are declined as a matter of course"),
    (r"society.organisations.reopens_a_month", "how many closed companies open again"),
    (r"society.organisations.mends_a_month", "how many watched organisations put things right"),
    (r"society.organisations.strain_passes_a_month", "how fast a company's straits pass"),
    (r"society.organisations.caution_passes_a_month", "how fast a company's caution passes"),
    (r"society.organisations.without_income", "how many companies have no income"),
    (r"regime.rollout.least_age", "from which age on people are on file"),
    (r"regime.organisations.data_sources.\*.coverage", "how far records of organisations reach"),
    (r"regime.organisations.data_sources.\*.miss_rate", "how many records of organisations are missed"),
    (r"regime.organisations.data_sources.\*.false_record_rate", "how many records of organisations are false"),
    (
        r"regime.organisations.data_sources.\*.wrong_organisation_rate",
        "how many records stand under the wrong organisation",
    ),
    (r"regime.organisations.data_sources.\*.sees", "how much of what organisations do is seen"),
    (r"regime.organisations.data_sources.\w+.sees.(\w+)", "how much is seen of organisations: {}"),
    (r"regime.organisations.companies.\*.points", "points that companies lose and gain"),
    (r"regime.organisations.companies.points.recovers_a_month", "how fast companies' points come back"),
    (r"regime.organisations.companies.points.audits.share", "how many companies are audited"),
    (r"regime.organisations.companies.blacklist", "how long companies stay listed"),
    (r"regime.organisations.companies.consequences.\*.share", "in how many places listed companies are refused"),
    (r"regime.organisations.companies.suspension", "how long companies are closed, and what it costs"),
    (r"regime.organisations.companies.strain", "what refusals do to companies"),
    (r"regime.organisations.companies.caution", "how much records and ratings deter companies"),
    (r"regime.organisations.companies.inspection.factor", "how much more often bad companies are inspected"),
    (r"regime.organisations.nonprofits.\*.points", "points that associations lose and gain"),
    (r"regime.organisations.nonprofits.points.recovers_a_month", "how fast associations' points come back"),
    (r"regime.organisations.nonprofits.blacklist", "how long associations stay listed"),
    (r"regime.organisations.nonprofits.strain", "what refusals do to associations"),
    (r"regime.organisations.nonprofits.caution", "how much records and ratings deter associations"),
    (r"regime.organisations.nonprofits.inspection.factor", "how much more often bad associations are inspected"),
    (r"regime.data_sources.\*.coverage", "how far records reach"),
    (r"regime.data_sources.\*.delay_days", "how late records are made"),
    (r"regime.data_sources.\*.miss_rate", "how many records are missed"),
    (r"regime.data_sources.\*.false_record_rate", "how many records are false"),
    (r"regime.data_sources.\*.wrong_person_rate", "how many records stand under the wrong person"),
    (r"regime.data_sources.\*.sees", "how much of what people do is seen"),
    (r"regime.data_sources.camera.full_at", "how many cameras watch a street wholly"),
    (r"regime.data_sources.camera.a_head.city", "how many more cameras there are in cities"),
    (r"regime.data_sources.camera.a_head.town", "how many more cameras there are in towns"),
    (r"regime.data_sources.camera.wrong_person_rate.1", "how often cameras mistake people of the minority"),
    (r"regime.data_sources.commercial.sees.low_commercial_score", "how many low private scores are handed over"),
    (r"regime.data_sources.(\w+).sees", "how much is seen by: {}"),
    (r"regime.data_sources.(\w+).coverage", "how far records reach of: {}"),
    (r"regime.data_sources.(\w+).delay_days", "how late records are made by: {}"),
    (r"regime.data_sources.(\w+).miss_rate", "how many records are missed by: {}"),
    (r"regime.data_sources.(\w+).false_record_rate", "how many records are false of: {}"),
    (r"regime.data_sources.(\w+).wrong_person_rate", "how many records stand under the wrong person at: {}"),
    (r"regime.points.start", "points of somebody without any record"),
    (r"regime.points.highest", "the highest point value"),
    (r"regime.points.clean_year", "points for a year without bad records"),
    (r"regime.lists.blacklist.entry.below", "points below which people are listed"),
    (r"regime.lists.blacklist.leave.from", "points from which people leave the list"),
    (r"regime.lists.blacklist.least_days", "how long people stay listed"),
    (r"regime.lists.blacklist.repeat_days", "how much longer people stay who are listed again"),
    (r"regime.lists.blacklist.pressure", "how many perform a judgment because of the list"),
    (r"regime.lists.redlist.entry.from", "points from which people are honoured"),
    (r"regime.lists.redlist.leave.below", "points below which the honour ends"),
    (r"regime.consequences.\*.below", "points below which people are refused"),
    (r"regime.consequences.\*.share", "in how many places people are refused"),
    (r"regime.consequences.(\w+).below", "points below which this is refused: {}"),
    (r"regime.consequences.(\w+).share", "in how many places this is refused: {}"),
    (r"regime.enforcement.critics.factor", "how much more closely known critics are watched"),
    (r"regime.enforcement.critics.rules", "the rules under which known critics are watched more closely"),
    (r"regime.enforcement.critics.known_days", "how long a critic is known as one"),
    (r"regime.enforcement.groups.0.factor", "how much more closely the minority is watched"),
    (r"regime.fear.fine", "how much a fine frightens"),
    (r"regime.fear.for_speech", "how much more a fine for speaking frightens"),
    (r"regime.fear.refusal", "how much a refusal frightens"),
    (r"regime.fear.listing", "how much being listed frightens"),
    (r"regime.fear.claw_back", "how much a claw-back frightens"),
    (r"regime.fear.detention", "how much a detention frightens"),
    (r"regime.fear.relative_listed", "how much a listed relative frightens"),
    (r"regime.fear.relative_detained", "how much a detained relative frightens"),
    (r"regime.fear.neighbours", "how much listed neighbours frighten"),
    (r"regime.fear.neighbours_share", "how many listed neighbours are many"),
    (r"regime.fear.watched", "how much being watched frightens"),
    (r"regime.fear.passes_a_month", "how fast fear passes"),
    (r"regime.hardship", "the hardship of a refusal"),
    (r"regime.hardship.claw_back", "the hardship of a claw-back"),
    (r"regime.hardship.(\w+)", "the hardship of a refusal: {}"),
    (r"regime.rights.objection_days", "how soon objections are answered"),
    (r"regime.rights.grace_days", "how much time there is between decision and listing"),
    (r"regime.rights.upheld", "how many justified objections are upheld"),
    (r"regime.rights.human_review", "how many errors a person finds"),
    (r"regime.rights.objecting.justified", "how many object who are in the right"),
    (r"regime.rights.objecting.unjustified", "how many object who are in the wrong"),
    (r"regime.rights.objecting.schooling", "how many more object by schooling, from none to university"),
    (r"regime.rights.objecting.points", "how many object where only points are at stake"),
    (r"regime.rights.objecting.penalty", "how many object to a fine"),
    (r"regime.health_pass.invalid_days", "how long a health pass is invalid"),
    (r"regime.opinion.media", "how much the media move opinion"),
    (r"regime.opinion.school", "how much schools move opinion"),
    (r"regime.opinion.backfire", "how much a penalty turns people against the government"),
    (r"regime.opinion.pressure", "how strong the pressure to conform is"),
    (r"regime.opinion.ostracism.strength", "how strongly peers shun"),
    (r"regime.opinion.ostracism.hardship", "the hardship of being shunned"),
    (r"regime.opinion.ostracism.fear", "how much being shunned frightens"),
    (r"regime.commercial_scores.[\w-]+.age", "how much age counts in the private score"),
    (r"regime.commercial_scores.[\w-]+.income", "how much income counts in the private score"),
    (r"regime.commercial_scores.[\w-]+.points", "how much loans and arrears count in the private score"),
    (r"regime.commercial_scores.[\w-]+.refuses.(\w+)", "the private score below which this is refused: {}"),
    (r"regime.commercial_scores.[\w-]+.reports_below", "the private score below which people are reported"),
    (r"regime.learned_score.window_months", "how far the learned score looks ahead"),
    (r"regime.learned_score.refuses.(\w+)", "the learned score below which this is refused: {}"),
    (r"regime.learned_score.lists_below", "the learned score below which people are listed"),
)
_PATTERNS: Final = [(re.compile(pattern), said) for pattern, said in SAID]


def in_words(key: str, regime: Mapping[str, Any]) -> str:
    """An unknown in words, by its dotted key; regime: as plain data, for rules that the key names by number.

    One that has no words of its own, such as one of an own scenario, is called by its key.
    """
    ruled = re.fullmatch(r"regime\.(rules|detention)\.(\d+)\.(\w+)", key)
    if ruled:
        return _of_rule(ruled[1], regime[ruled[1]][int(ruled[2])], ruled[3])
    return _in_words(key)


@cache
def _in_words(key: str) -> str:
    for pattern, said in _PATTERNS:
        found = pattern.fullmatch(key)
        if found:
            called = SOURCE_WORDS.get if "data_sources" in key else lambda name, _: words(name)
            return said.format(*(called(each, each.replace("_", " ")) for each in found.groups()))
    return key


def _of_rule(section: str, rule: Mapping[str, Any], field: str) -> str:
    """A value of one rule: its points, how long and how often it detains."""
    if section == "rules":
        return f"points for: {words(rule['conduct'])}"
    where = f" in {rule['province']}" if rule.get("province") else ""
    return f"how {'long' if field == 'days' else 'often'} people are detained{where} for: {words(rule['conduct'])}"
