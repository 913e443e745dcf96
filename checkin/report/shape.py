"""The summary as JSON; its names are promised to scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from checkin.domain.summary import Summary, Totals

__all__ = ["json_text", "summary_shape", "totals_shape"]


def json_text(summary: Summary) -> str:
    """Return the summary as JSON text that a person can read too."""
    return json.dumps(summary_shape(summary), ensure_ascii=False, indent=2) + "\n"


def summary_shape(summary: Summary) -> dict[str, Any]:
    """Return the pickup summary."""
    return {
        "meeting": summary.meeting,
        "totals": totals_shape(summary.totals),
        "divisions": [{"division": one.division, **totals_shape(one.totals)} for one in summary.divisions],
        "gaps": [
            {
                "person": one.person,
                "team": one.team,
                "requirement": one.requirement,
                "state": one.state.value,
                "next_step": one.next_step,
            }
            for one in summary.gaps
        ],
        "no_shows": [
            {
                "person": one.person,
                "teams": list(one.teams),
                "phone": one.phone,
                "division": one.division,
                "came_on": _plain(one.came_on),
            }
            for one in summary.no_shows
        ],
        "overrides": [_plain(one) for one in summary.overrides],
        "anomalies": list(summary.anomalies),
        "undone": summary.undone,
        "closing": _plain(summary.closing),
        "notes": [_plain(one) for one in summary.notes],
        "counted": [_plain(one) for one in summary.counted],
        "teams": [_plain(one) for one in summary.teams],
        "came": [_plain(one) for one in summary.came],
        "refreshers": [_plain(one) for one in summary.refreshers],
        "evidence": [_plain(one) for one in summary.evidence],
        "taken_back": [_plain(one) for one in summary.taken_back],
        "volunteers": [_plain(one) for one in summary.helpers],
        "needs": [_plain(one) for one in summary.needs],
    }


def _plain(value: Any) -> Any:
    """Return a record of a summary under its own names, its times as text."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def totals_shape(totals: Totals) -> dict[str, Any]:
    """Return totals as JSON has them."""
    items: Mapping[str, Any] = {
        key: {"expected": one.expected, "given": one.given, "short": one.short, "left": one.left}
        for key, one in totals.items.items()
    }
    return {
        "expected": totals.expected,
        "arrived": totals.arrived,
        "walk_ins": totals.walk_ins,
        "visitors": totals.visitors,
        "no_shows": totals.no_shows,
        "items": items,
    }
