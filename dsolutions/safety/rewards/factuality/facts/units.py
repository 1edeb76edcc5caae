"""Units of measure: what each is in the base unit of its dimension.

Conversions are those of the SI brochure (9th edition) and of the agreement on yard and pound (1959).
"""

from __future__ import annotations

import re
from fractions import Fraction

_F = Fraction
_BASES: dict[str, dict[str, Fraction]] = {
    "mg": {
        "ng ngs nanogram nanograms": _F(1, 10**6), "mcg µg μg ug microgram micrograms": _F(1, 1000),
        "mg mgs milligram milligrams milligramme milligrammes": _F(1),
        "g gr gram grams gramme grammes": _F(1000), "kg kgs kilo kilos kilogram kilograms": _F(10**6),
        "tonne tonnes": _F(10**9), "lb lbs": _F(45359237, 100), "oz ounce ounces": _F(45359237, 1600),
    },
    "ml": {
        "µl μl ul microlitre microlitres microliter microliters": _F(1, 1000),
        "ml mls cc millilitre millilitres milliliter milliliters": _F(1), "cl": _F(10),
        "dl decilitre decilitres deciliter deciliters": _F(100), "l litre litres liter liters": _F(1000),
    },
    "mm": {
        "µm μm": _F(1, 1000), "mm millimetre millimetres millimeter millimeters": _F(1),
        "cm cms centimetre centimetres centimeter centimeters": _F(10),
        "m metre metres meter meters": _F(1000),
        "km kms kilometre kilometres kilometer kilometers": _F(10**6),
        "inch inches": _F(254, 10), "ft foot feet": _F(3048, 10), "yard yards": _F(9144, 10),
        "mile miles": _F(1609344),
    },
    "kWh": {"wh": _F(1, 1000), "kwh": _F(1), "mwh": _F(1000), "gwh": _F(10**6), "twh": _F(10**9)},
    "kW": {
        "kw kilowatt kilowatts": _F(1), "mw megawatt megawatts": _F(1000),
        "gw gigawatt gigawatts": _F(10**6),
    },
    "MB": {
        "kb kilobyte kilobytes": _F(1, 1000), "mb megabyte megabytes": _F(1),
        "gb gigabyte gigabytes": _F(1000), "tb terabyte terabytes": _F(10**6),
    },
    "mmHg": {"mmhg": _F(1)},
    "mmol": {"µmol μmol umol": _F(1, 1000), "mmol millimole millimoles": _F(1), "mol": _F(1000)},
    "IU": {"iu": _F(1)},
    "mEq": {"meq": _F(1)},
    "°C": {"°c celsius": _F(1)},
    "bpm": {"bpm": _F(1)},
}  # fmt: skip
_UNITS = {
    name: (base, factor)
    for base, names in _BASES.items()
    for spelt, factor in names.items()
    for name in spelt.split()
}
_FAHRENHEIT = r"°\s?f|degrees\sfahrenheit|fahrenheit"
_CELSIUS = r"°\s?c|degrees\s(?:celsius|centigrade)"
_NAMES = "|".join(re.escape(name) for name in sorted(_UNITS, key=len, reverse=True))
# Per kilogram of body weight, per decilitre of blood: part of the unit. Per day is a frequency and is not.
_PER = (
    r"(?:\s?/\s?|\sper\s)"
    r"(?:kg|kilogram|dl|decilit(?:re|er)|ml|millilit(?:re|er)|l|lit(?:re|er)|m²|m2|hour|h|mmol|km)"
)
UNIT = rf"(?:{_FAHRENHEIT}|{_CELSIUS}|(?:{_NAMES})(?:{_PER}\b)?)"

_SAME = {
    "kilogram": "kg", "decilitre": "dl", "deciliter": "dl", "millilitre": "ml", "milliliter": "ml",
    "litre": "l",
    "liter": "l", "h": "hour", "m2": "m²",
}  # fmt: skip


def converted(number: Fraction, unit: str) -> tuple[Fraction, str]:
    """Convert to the base unit of the dimension.

    >>> converted(Fraction("0.5"), "g"), converted(Fraction(50), "mcg per hour")
    ((Fraction(500, 1), 'mg'), (Fraction(1, 20), 'mg/hour'))
    """
    lowered = re.sub(r"\s+", " ", unit.lower())
    if re.fullmatch(_FAHRENHEIT, lowered):
        return (number - 32) * _F(5, 9), "°C"
    if re.fullmatch(_CELSIUS, lowered):
        return number, "°C"
    name, _, per = re.sub(r"\s?/\s?| per ", "/", lowered).partition("/")
    base, factor = _UNITS[name]
    return number * factor, f"{base}/{_SAME.get(per, per)}" if per else base
