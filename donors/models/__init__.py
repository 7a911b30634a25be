from donors.models.donor import Donor, DonorKind
from donors.models.merge import DifferentDonors, DonorMerge
from donors.models.registration import Registration, RegistrationState

__all__ = ["DifferentDonors", "Donor", "DonorKind", "DonorMerge", "Registration", "RegistrationState"]
