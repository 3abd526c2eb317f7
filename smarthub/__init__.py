"""Smart Hub: the software that a town's co-working space runs on."""
