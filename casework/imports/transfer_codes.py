"""Codes of the DfE's common basic data set that a transfer file uses, in words. A code that is not here is never guessed at."""

from __future__ import annotations

SEX = {"m": "male", "f": "female"}
YEARS = frozenset({"R", *(str(each) for each in range(1, 12))})
STAGES = {"n": "none", "k": "SEN support", "e": "EHC plan"}
NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
}
ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "refused",
}
LANGUAGES = {"ENG": "English", "ENB": "Believed to be English"}
RELATIONS = {"PAM": "Mother", "PAF": "Father", "STM": "Stepmother", "STF": "Stepfather", "CAR": "Carer"}
