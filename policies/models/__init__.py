"""What is true: one file a model or two."""

from policies.models.absence import Absence
from policies.models.condition import Condition
from policies.models.edition import Edition, EditionChild, EditionQuerySet, PublishedTextError
from policies.models.expected_case import ExpectedCase
from policies.models.former_division import FormerDivision
from policies.models.link_check import CitedSentence, LinkCheck
from policies.models.material import Contact, Material
from policies.models.policy import Evidence, Policy, PolicyCitation, PolicyQuerySet
from policies.models.procedure import Procedure, ProcedureCitation, Requirement, Step
from policies.models.proposal import Permit, Proposal
from policies.models.publication import (
    Acknowledgement,
    PublicationEvent,
    PublicationState,
    Transition,
)
from policies.models.question import ImpossibleCombination, Option, Question
from policies.models.region import NATION_CODE, Region
from policies.models.scenario import Scenario
from policies.models.scope import Duty, Scope
from policies.models.sent_form import SentForm
from policies.models.sign_off import SignOff
from policies.models.source import Citation, Source
from policies.models.verification import Passage, Verification

__all__ = [
    "NATION_CODE",
    "Absence",
    "Acknowledgement",
    "Citation",
    "CitedSentence",
    "Condition",
    "Contact",
    "Duty",
    "Edition",
    "EditionChild",
    "EditionQuerySet",
    "Evidence",
    "ExpectedCase",
    "FormerDivision",
    "ImpossibleCombination",
    "LinkCheck",
    "Material",
    "Option",
    "Passage",
    "Permit",
    "Policy",
    "PolicyCitation",
    "PolicyQuerySet",
    "Procedure",
    "ProcedureCitation",
    "Proposal",
    "PublicationEvent",
    "PublicationState",
    "PublishedTextError",
    "Question",
    "Region",
    "Requirement",
    "Scenario",
    "Scope",
    "SentForm",
    "SignOff",
    "Source",
    "Step",
    "Transition",
    "Verification",
]
