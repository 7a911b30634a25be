from children.models.child import Child, SiblingGroup
from children.models.consent import Consent
from children.models.family import Caregiver
from children.models.life import Need, Photo, Progress, Visit

__all__ = ["Caregiver", "Child", "Consent", "Need", "Photo", "Progress", "SiblingGroup", "Visit"]
