from children.forms.child import ChildForm
from children.forms.need import EndNeedForm, ReopenNeedForm
from children.forms.new_child import NewChildForm
from children.forms.parts import (
    CaregiverForm,
    ConsentForm,
    NeedForm,
    OtherSupportForm,
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
    "OtherSupportForm",
    "PhotoForm",
    "ProgressForm",
    "ReopenNeedForm",
    "VisitForm",
    "WithdrawConsentForm",
]
