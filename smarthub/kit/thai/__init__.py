"""What Thai needs: Buddhist-era dates in and out, sorting, text that can be compared and found."""
