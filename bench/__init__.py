"""The benchmarks: how fast the house is, beside what the framework and the database cost on the same machine.

Each figure is one JSON line. A figure of ours stands beside its reference, taken in turns in the same run, and their
ratio is what to read: absolute figures are this machine's. `./hub bench` runs all, `./hub bench NAME` one;
`--database postgresql` uses PostgreSQL (durable, unlike in the tests), `--most N` bounds the tables' size.
"""
