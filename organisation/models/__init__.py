from organisation.models.access_log import AccessLog
from organisation.models.area import Area, AreaSuccession
from organisation.models.seal import Seal
from organisation.models.sent_form import SentForm
from organisation.models.signing_in import RecoveryCode, Session
from organisation.models.subject_request import Erasure, SubjectRequest
from organisation.models.unit import Unit, UnitArea
from organisation.models.upload import UploadDay
from organisation.models.user import Appointment, User

__all__ = [
    "AccessLog",
    "Appointment",
    "Area",
    "AreaSuccession",
    "Erasure",
    "RecoveryCode",
    "Seal",
    "SentForm",
    "Session",
    "SubjectRequest",
    "Unit",
    "UnitArea",
    "UploadDay",
    "User",
]
