"""The front door: check an article's figures and facts against each other.

    import crossfoot

    report = crossfoot.check("article.html", published="2024-01-05")
    for verdict in report.discrepancies:
        print(verdict.because)

Nothing is imported before it is used, so that `import crossfoot` costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself would be the most expensive import here
    import os
    from collections.abc import Iterable
    from datetime import date

    from checkers._verdict import Edit, Evidence, Fit, Verdict
    from claims.claim import Claim, Claims
    from claims.document import Document, Period
    from claims.quantity import Quantity
    from reports import Report
    from sources import SourceError
    from sources.rates import Rates, RatesError

    __version__: str

__all__ = [
    "Claim",
    "Claims",
    "Document",
    "Edit",
    "Evidence",
    "Fit",
    "Period",
    "Quantity",
    "Rates",
    "RatesError",
    "Report",
    "SourceError",
    "Verdict",
    "__version__",
    "check",
]

_HOMES = {
    "Claim": "claims.claim",
    "Claims": "claims.claim",
    "Document": "claims.document",
    "Edit": "checkers._verdict",
    "Evidence": "checkers._verdict",
    "Fit": "checkers._verdict",
    "Period": "claims.document",
    "Quantity": "claims.quantity",
    "Rates": "sources.rates",
    "RatesError": "sources.rates",
    "Report": "reports",
    "SourceError": "sources",
    "Verdict": "checkers._verdict",
}


def __getattr__(name: str) -> object:
    import importlib

    if name == "__version__":
        from reports._words import version

        return version()
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'crossfoot' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


def check(
    address: "str | os.PathLike[str] | None" = None,
    *,
    text: str | None = None,
    published: "str | date | None" = None,
    language: str | None = None,
    place: str | None = None,
    rates: "str | os.PathLike[str] | Rates | None" = None,
    select: "Iterable[str] | None" = None,
    ignore: "Iterable[str]" = (),
    sources: "Iterable[str]" = (),
    waivers: bool = True,
    baseline: "str | os.PathLike[str] | None" = None,
    today: "str | date | None" = None,
) -> "Report":
    """Read an article and weigh its figures and facts against each other.

    address: a file or a URL, or, beside `text`, what the text is to be called. text: the article itself.
    published: the day, month or year of publication (`2024-01-05`, `2024-01`, `2024`), over what the article
    says. language: `en`, `zh` or `mul` for mixed text, else recognised. place: the country of publication
    (ISO 3166, two letters), which settles what a dollar sign or a holiday means. rates: a table of currency
    rates or the path of one (see `Rates.from_file`), else the table that is installed. select, ignore: the
    codes of the checkers to run and to leave out, such as `share-of-whole`. sources: addresses of documents
    and tables to check against. waivers: whether discrepancies that a comment in the article or the file of
    waivers beside it answers are let stand. baseline: a file with discrepancies on record to let stand as well.
    today: the day by which waivers end, else the clock's.

    Raises SourceError for an article that cannot be read and a date, language or place that is none,
    RatesError for a table of rates that cannot be read, and ValueError for a waiver or baseline that cannot be
    used and any other argument that is not as described.
    """
    import os

    from crossfoot import settings

    try:
        from reports import baseline as record
        from reports import bundled_rates, report
        from reports.waivers import Desk
        from sources import fetch, from_text
        from sources.rates import Rates
    except ImportError as wrong:
        from crossfoot._rooms import in_the_way

        said = in_the_way()
        if said is None:
            raise
        raise ImportError(f"crossfoot cannot work: {said}") from wrong
    desk = Desk(
        settings.today(today), baseline=None if baseline is None else record.load(os.fspath(baseline)), waive=waivers
    )
    day = published if published is None or isinstance(published, str) else published.isoformat()[:10]
    select, ignore = settings.checkers(select), settings.checkers(ignore) or []
    if text is not None:
        name = "" if address is None else str(address)
        document = from_text(text, address=name, published=day, language=language, place=place)
    elif address is not None:
        document = fetch(address, published=day, language=language, place=place)
    else:
        raise ValueError("give the address of an article, or its text as text=...")
    if rates is not None and not isinstance(rates, Rates):
        rates = Rates.from_file(os.fspath(rates))
    against = [fetch(source) for source in sources]
    given = bundled_rates if rates is None else rates
    done = report(document, rates=given, select=select, ignore=ignore, sources=against)
    desk.apply(done)
    return done
