from campaigns.models.campaign import Campaign, CampaignKind
from campaigns.models.clusters import Cluster, ClusterMember
from campaigns.models.gifts import Delivery, GiftGroup, GiftList, GiftRecipient
from campaigns.models.help import Agreement, House, HouseWork, Loan, LoanKind
from campaigns.models.result_totals import MeasureUnit, ResultCategory, ResultTotal, UnitInTree
from campaigns.models.results import Qualifier, Result, ResultFunding, Standing, UnionLevel
from campaigns.models.stated import StatedFigure

__all__ = [
    "Agreement",
    "Campaign",
    "CampaignKind",
    "Cluster",
    "ClusterMember",
    "Delivery",
    "GiftGroup",
    "GiftList",
    "GiftRecipient",
    "House",
    "HouseWork",
    "Loan",
    "LoanKind",
    "MeasureUnit",
    "Qualifier",
    "Result",
    "ResultCategory",
    "ResultFunding",
    "ResultTotal",
    "Standing",
    "StatedFigure",
    "UnionLevel",
    "UnitInTree",
]
