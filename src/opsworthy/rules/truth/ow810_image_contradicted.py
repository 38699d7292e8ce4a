"""The document names an image, or a tag of one, that the files contradict."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW810",
    name="image-contradicted",
    summary="The images and tags that the document names are those of the files.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A wrong image is pulled from nowhere, or brings back another version than the one that ran.",
    fix="Write the image as the files have it; the related place shows it.",
    judge=claimed("images", "image"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
