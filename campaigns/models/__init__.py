from campaigns.models.campaign import Campaign, CampaignKind
from campaigns.models.gifts import Delivery, GiftGroup, GiftList, GiftRecipient

__all__ = ["Campaign", "CampaignKind", "Delivery", "GiftGroup", "GiftList", "GiftRecipient"]
