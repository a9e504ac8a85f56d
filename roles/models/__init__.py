"""What the application knows: the organisation, its positions, roles and people."""

from roles.models.account import Account, Attempt, AttemptKind
from roles.models.chart import Chart, Department
from roles.models.door import PassedTheDoorError
from roles.models.history import AppendOnlyError, Change, ChangeKind, Entry, FormerValues, Subject
from roles.models.link import Link, LinkKind
from roles.models.person import Appointment, AppointmentKind, Person
from roles.models.position import MOST_LEVELS, Position
from roles.models.printing import PrintFault, PrintJob, PrintState, PrintStep
from roles.models.role import (
    Focus,
    ManagementLevel,
    NextStep,
    OutsideBody,
    PlanningHorizon,
    Proficiency,
    Responsibility,
    Role,
    RoleSkill,
    Scope,
    Skill,
)
from roles.models.search import SearchPiece, SearchText
from roles.models.upload import KnownHeading, Upload, UploadedFile

__all__ = [
    "MOST_LEVELS",
    "Account",
    "AppendOnlyError",
    "Appointment",
    "AppointmentKind",
    "Attempt",
    "AttemptKind",
    "Change",
    "ChangeKind",
    "Chart",
    "Department",
    "Entry",
    "Focus",
    "FormerValues",
    "KnownHeading",
    "Link",
    "LinkKind",
    "ManagementLevel",
    "NextStep",
    "OutsideBody",
    "PassedTheDoorError",
    "Person",
    "PlanningHorizon",
    "Position",
    "PrintFault",
    "PrintJob",
    "PrintState",
    "PrintStep",
    "Proficiency",
    "Responsibility",
    "Role",
    "RoleSkill",
    "Scope",
    "SearchPiece",
    "SearchText",
    "Skill",
    "Subject",
    "Upload",
    "UploadedFile",
]
