"""Five findings of a run in plain sentences, from its summary alone."""

from typing import Any


def millions(n: float) -> str:
    """A whole-country figure as a reader says it."""
    if n >= 1e7:
        return f"{n / 1e6:,.0f} million"
    return f"{n / 1e6:,.1f} million" if n >= 1e6 else f"{n:,.0f}"


def _year(summary: dict[str, Any]) -> int:
    """2018, the year of the claims, or the last year of the run."""
    years = sorted({int(key.rsplit(".", 1)[1]) for key in summary if key.startswith("people.") and len(key) == 11})
    return 2018 if 2018 in years else years[-1]


def findings(summary: dict[str, Any]) -> list[str]:
    """Five sentences; a mechanism that is absent says so with a zero."""
    year = _year(summary)

    def of(name: str) -> float:
        return float(summary.get(f"{name}.{year}", 0))

    stock, wrongful = of("blacklist.stock"), of("blacklist.wrongful_stock")
    refused = sum(of(f"refused.{d}") for d in ("flight", "train", "credit", "property", "school", "service", "job"))
    unaware = of("refused.unaware")
    share = wrongful / stock if stock else 0.0
    silenced = of("self_censored.criticism")
    spoken = of("acts.criticism")
    said = silenced / (silenced + spoken) if silenced + spoken else 0.0
    return [
        f"{year}: {millions(of('refused.flight'))} flights and {millions(of('refused.train'))} train tickets refused, "
        f"{millions(of('refused.high_speed'))} of them for high-speed trains.",
        f"{year}: {millions(of('refused.credit.people'))} people refused credit because they were listed.",
        f"End of {year}: {millions(stock)} people on the blacklist; {share:.0%} of them only for records of what they "
        "never did.",
        f"{year}: {millions(unaware)} of {millions(refused)} refusals were the first that the person heard of the listing.",
        f"{year}: of every 100 criticisms that would have been made without fear, {100 * said:.0f} were left unsaid.",
    ]
