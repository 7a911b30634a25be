from sponsorship.forms.money import DirectForm, HandoverForm, ReceiptForm, ReverseForm
from sponsorship.forms.steps import ApproveForm, EndForm, RateForm, ReplaceForm, ResumeForm, ReviewForm, SuspendForm
from sponsorship.forms.terms import EditForm, TermsForm

__all__ = [
    "ApproveForm",
    "DirectForm",
    "EditForm",
    "EndForm",
    "HandoverForm",
    "RateForm",
    "ReceiptForm",
    "ReplaceForm",
    "ResumeForm",
    "ReverseForm",
    "ReviewForm",
    "SuspendForm",
    "TermsForm",
]
