from setuptools import find_packages, setup

NEEDED = ["requests>=2", "click"]

with open("README.md") as file:
    long_description = file.read()

setup(
    name="shop-client",
    version="0.9",
    packages=find_packages(),
    install_requires=NEEDED,
    extras_require={"dev": ["tox"], "s3": ["boto3"]},
    entry_points={"console_scripts": ["shopctl = shop.cli:main"]},
    classifiers=["Private :: Do Not Upload"],
)
