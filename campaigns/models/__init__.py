from campaigns.models.campaign import Campaign, CampaignKind

__all__ = ["Campaign", "CampaignKind"]
