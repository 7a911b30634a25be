from children.models.child import Child, SiblingGroup
from children.models.consent import Consent
from children.models.family import Caregiver
from children.models.life import Need, Photo, Progress, Visit
from children.models.merge import ChildMerge, DifferentChildren
from children.models.support import OtherSupport
from children.models.totals import ChildTotal
from children.models.whereabouts import Whereabouts

__all__ = [
    "Caregiver",
    "Child",
    "ChildMerge",
    "ChildTotal",
    "Consent",
    "DifferentChildren",
    "Need",
    "OtherSupport",
    "Photo",
    "Progress",
    "SiblingGroup",
    "Visit",
    "Whereabouts",
]
