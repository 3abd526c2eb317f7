"""What notes say: their words, which are alike, and a proposal how to group them. Text never leaves the host."""
