"""`./hub bench [NAME ...] [--database sqlite|postgresql|both] [--most N]`"""

import argparse
import importlib

from bench import setup

NAMES = (
    "start",
    "verb",
    "bookings",
    "growth",
    "race",
    "kill",
    "availability",
    "day",
    "hub",
    "opinions",
    "room",
    "waitlist",
    "lighthouse",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./hub bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    parser.add_argument(
        "--most", type=int, default=100_000, help="bookings in the largest table (1000000 takes minutes)"
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    engines = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    modules = [importlib.import_module(f"bench.{name}") for name in asked.names or NAMES]
    try:
        for engine in engines:
            for size in sorted({size for module in modules for size in module.sizes(asked.most)}):
                for module in modules:
                    if size in module.sizes(asked.most):
                        module.run(engine, size)
    finally:
        setup.close()


if __name__ == "__main__":
    main()
