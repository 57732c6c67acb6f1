# SPDX-License-Identifier: GPL-3.0-or-later
"""What a county file is, in words only: a value holds until somebody who saw it
says another; what was said without seeing each other stands side by side; a set
has every member of which an addition stands that nobody dropped who saw it; a
removal takes a record away unless something stands there that it did not see; to
undo is to say again what was there before, where nothing came since; to meet is
to unite what both know. It shares no code, no format and no list of fields with
the program."""

import copy
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Edit:
    """One thing said. Its number is also its place in time."""

    number: int
    act: str  # say, add, drop, remove, revive
    record: str
    about: str  # a field; "" for being there
    value: str = None
    seen: frozenset = frozenset()


@dataclass
class Group:
    """What was said at once, by whom, and what it undoes."""

    number: int
    device: str
    edits: list
    undoes: int = None


class Refused(Exception):
    pass


@dataclass
class Device:
    name: str
    path: str
    known: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)

    def copy(self):
        return type(self)(self.name, self.path, dict(self.known), dict(self.groups))

    def learn(self, group):
        self.groups[group.number] = group
        self.known.update((e.number, e) for e in group.edits)

    def meet(self, other):
        self.known.update(other.known)
        self.groups.update(other.groups)

    def meeting(self, other):
        """What it may be on the way: groups come whole, and in their order."""
        steps = [self]
        for number, group in other.groups.items():
            if number not in self.groups:
                steps.append(steps[-1].copy())
                steps[-1].learn(group)
        return steps

    def about(self, record, about):
        return [e for e in self.known.values() if (e.record, e.about) == (record, about)]

    def standing(self, record, about):
        """What was said and is not superseded by somebody who saw it."""
        said = self.about(record, about)
        seen = set().union(*(e.seen for e in said))
        return [e for e in said if e.act != "drop" and e.number not in seen]

    def everything(self, record):
        fields = {e.about for e in self.known.values() if e.record == record and e.about}
        return [e for about in fields for e in self.standing(record, about)]

    def values(self, record, about):
        return {e.value for e in self.standing(record, about)}

    def life(self, record):
        return self.standing(record, "")

    def is_there(self, record):
        removals = self.life(record)
        if not removals or any(e.act == "revive" for e in removals):
            return True
        seen = set().union(*(e.seen for e in removals))
        return any(e.number not in seen for e in self.everything(record))

    def is_disputed(self, record):
        """Removed by one side and kept by another."""
        return self.is_there(record) and any(e.act == "remove" for e in self.life(record))

    def state(self, sets, fields):
        """For comparison: each record that is there, what is said of it, what is open."""
        state = {}
        for record in {e.record for e in self.known.values()}:
            if self.is_there(record):
                names = sets if any(self.about(record, s) for s in sets) else fields
                state[record] = {name: self.values(record, name) for name in names}
                state[record]["disputed"] = self.is_disputed(record)
        return state

    def numbers(self, edits):
        return frozenset(e.number for e in edits)

    def removal(self, record):
        seen = self.numbers(self.life(record)) | self.numbers(self.everything(record))
        return ("remove", record, "", None, seen)

    def revival(self, record):
        return ("revive", record, "", None, self.numbers(self.life(record)))

    def membership(self, record, about, wanted):
        now = self.values(record, about)
        for member in sorted(wanted - now):
            yield ("add", record, about, member, frozenset())
        for member in sorted(now - wanted):
            seen = [e for e in self.standing(record, about) if e.value == member]
            yield ("drop", record, about, member, self.numbers(seen))

    def undoing(self, group):
        """What has to be said so that it is as before the group."""
        return [self.opposite(e) for e in reversed(group.edits)]

    def opposite(self, edit):
        heads = self.standing(edit.record, edit.about)
        if edit.act in ("remove", "revive"):
            if heads != [edit]:
                raise Refused("decided again since")
            if edit.act == "remove":
                return self.revival(edit.record)
            undone = set().union(*(self.known[n].seen for n in edit.seen))
            if any(e.number not in undone for e in self.everything(edit.record)):
                raise Refused("not gone before, or written since")
            return self.removal(edit.record)
        if not self.is_there(edit.record):
            raise Refused("gone")
        if edit.act == "say":
            if heads != [edit]:
                raise Refused("changed since")
            before = self.known[max(edit.seen)].value
            return ("say", edit.record, edit.about, before, frozenset({edit.number}))
        if edit.act == "add":
            if edit not in heads:
                raise Refused("dropped since")
            return ("drop", edit.record, edit.about, edit.value, frozenset({edit.number}))
        if edit.value in self.values(edit.record, edit.about):
            raise Refused("added again since")
        return ("add", edit.record, edit.about, edit.value, frozenset())

    def last(self):
        """The group that undo without a name undoes."""
        undone = {g.undoes for g in self.groups.values()}
        own = [g.number for g in self.groups.values() if g.device == self.name
               and g.undoes is None and g.number not in undone]
        return self.groups[max(own)] if own else None


# Wrong rules. Each must be told from the right ones by what the program answers,
# or the histories would not have shown a program that follows them.

class RemovalWins(Device):
    def is_there(self, record):
        removals = self.life(record)
        return not removals or any(e.act == "revive" for e in removals)


class LatestWins(Device):
    def values(self, record, about):
        heads = [e for e in self.standing(record, about) if e.act == "say"]
        return {heads[-1].value} if heads else super().values(record, about)


class DropWins(Device):
    def standing(self, record, about):
        dropped = {}
        for e in self.about(record, about):
            if e.act == "drop":
                dropped[e.value] = e.number
        return [e for e in super().standing(record, about)
                if not (e.act == "add" and e.number < dropped.get(e.value, 0))]


class UndoDoesNothing(Device):
    def about(self, record, about):
        undoing = {e.number for g in self.groups.values() if g.undoes for e in g.edits}
        return [e for e in super().about(record, about) if e.number not in undoing]


class NothingRevives(Device):
    def life(self, record):
        return [e for e in self.about(record, "") if e.act == "remove"]


WRONG = (RemovalWins, LatestWins, DropWins, UndoDoesNothing, NothingRevives)


def wrong_answers(answer):
    """The answer, each time with something else wrong."""
    for record in answer:
        less = copy.deepcopy(answer)
        del less[record]
        yield "a record missing", less
        for name, said in answer[record].items():
            other = copy.deepcopy(answer)
            if name == "disputed":
                other[record][name] = not said
                yield "a dispute turned", other
                continue
            other[record][name] = said | {"x"}
            yield "one more value", other
            if said:
                fewer = copy.deepcopy(answer)
                fewer[record][name] = said - {min(said, key=str)}
                yield "one value less", fewer
