from donors.models.donor import Donor, DonorKind
from donors.models.registration import Registration, RegistrationState

__all__ = ["Donor", "DonorKind", "Registration", "RegistrationState"]
