"""What is true of the whole house: its order (house), its launcher (launcher), its stories in a browser (stories)."""
