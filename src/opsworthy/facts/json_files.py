"""Which JSON files may say how something runs, by their path alone: most of a repository's are data, locks and settings of tools."""

_NOT_NAMES = frozenset(
    [
        "package.json", "package-lock.json", "npm-shrinkwrap.json", "composer.json", "composer.lock", "bower.json", "lerna.json",
        "manifest.json", "tree.json", "angular.json", "nx.json", "turbo.json", "vercel.json", "now.json", "renovate.json",
        "jsconfig.json", "deno.json", "components.json", "biome.json", "app.json", "firebase.json", "global.json", "settings.json",
        "launch.json", "tasks.json", "extensions.json", "appsettings.json", "launchSettings.json", "devcontainer.json",
        "project.json", "swagger.json", "openapi.json", "schema.json", "cdk.json", "cdk.context.json", "host.json", "function.json",
        "local.settings.json", "status.json", "event.json", "packages.lock.json", "contributors.json", ".eslintrc.json",
    ]
)  # fmt: skip
_NOT_ENDINGS = (
    ".assets.json",
    ".lock.json",
    ".deps.json",
    ".schema.json",
    ".geo.json",
    ".ipynb.json",
    ".stories.json",
    ".map.json",
)
_NOT_BEGINNINGS = ("tsconfig", ".", "appsettings.", "package-", "renovate")
_NOT_FOLDERS = ("locales/", "locale/", "i18n/", "lang/", "langs/", "languages/", "translations/", "messages/", "dashboards/",
                "node_modules/", "migrations/", "abi/", "abis/", "schemas/")  # fmt: skip


def may_describe(path: str) -> bool:
    """Whether a JSON file is worth a look."""
    if not path.endswith(".json"):
        return False
    folder, slash, name = path.rpartition("/")
    if name in _NOT_NAMES or name.endswith(_NOT_ENDINGS) or name.startswith(_NOT_BEGINNINGS):
        return False
    return not any(part in f"/{folder}{slash}" for part in _FOLDERS)


_FOLDERS = tuple(f"/{each}" for each in _NOT_FOLDERS)
