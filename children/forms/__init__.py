from children.forms.child import ChildForm, EndNeedForm, NewChildForm, ReopenNeedForm
from children.forms.parts import (
    CaregiverForm,
    ConsentForm,
    NeedForm,
    PhotoForm,
    ProgressForm,
    VisitForm,
    WithdrawConsentForm,
)

__all__ = [
    "CaregiverForm",
    "ChildForm",
    "ConsentForm",
    "EndNeedForm",
    "NeedForm",
    "NewChildForm",
    "PhotoForm",
    "ProgressForm",
    "ReopenNeedForm",
    "VisitForm",
    "WithdrawConsentForm",
]
