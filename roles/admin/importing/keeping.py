"""Keep what HR answered on the plan's page: to one question, to all about one manager, or to all of a cause."""

from django.http import QueryDict

from roles.admin.importing.answers import ANSWERS, FOR_ALL, LONGEST_KEY, MEMBER, OF_MANAGER, ONE
from roles.models import Upload
from roles.spreadsheet.questions import Cause

Kept = dict[str, str]


def keep_answers(upload: Upload, asked: QueryDict) -> None:
    """Keep what was answered; an answer to several takes the place of those given one by one before."""
    kept = dict(upload.answers)
    for cause in Cause:
        before, for_all = kept.get(f"{FOR_ALL}{cause}", ""), asked.get(f"{FOR_ALL}{cause}", "")
        own = {name.removeprefix(ONE): asked.get(name, "") for name in asked if name.startswith(f"{ONE}{cause}:")}
        if for_all in ANSWERS and for_all != before:
            singly = (f"{cause}:", f"{OF_MANAGER}{cause}:")
            kept = {key: answer for key, answer in kept.items() if not key.startswith(singly)}
            kept[f"{FOR_ALL}{cause}"] = for_all
            continue
        if for_all == "":
            kept.pop(f"{FOR_ALL}{cause}", None)
        kept, own = keep_for_managers(kept, own, asked, cause)
        for key, answer in own.items():
            if answer == kept.get(asked.get(f"{MEMBER}{key}", ""), for_all):
                # It is answered so without an answer of its own.
                kept.pop(key, None)
            elif is_kept(key, answer, cause):
                kept[key] = answer
    upload.answers = kept
    upload.save(update_fields=["answers"])


def keep_for_managers(kept: Kept, own: Kept, asked: QueryDict, cause: Cause) -> tuple[Kept, Kept]:
    """Keep the answers to all about one manager; returns with them what else is answered one by one."""
    for name in asked:
        start = f"{OF_MANAGER}{cause}:"
        answer, before = asked.get(name, ""), kept.get(name, "")
        if not name.startswith(start) or not may_be_kept(name):
            continue
        members = {
            member.removeprefix(MEMBER) for member in asked if member.startswith(MEMBER) and asked[member] == name
        }
        if answer in ANSWERS and answer != before:
            kept = {key: each for key, each in kept.items() if key not in members} | {name: answer}
            own = {key: each for key, each in own.items() if key not in members}
        elif answer == "":
            kept = {key: each for key, each in kept.items() if key != name}
    return kept, own


def is_kept(key: str, answer: str, cause: Cause) -> bool:
    """True for what a form of ours can have sent."""
    return answer in ANSWERS and key.startswith(f"{cause}:") and may_be_kept(key)


def may_be_kept(key: str) -> bool:
    """True for a key that is short enough, and of letters that every database keeps."""
    return len(key) <= LONGEST_KEY and "\0" not in key
