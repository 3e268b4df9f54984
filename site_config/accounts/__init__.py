"""Who is who on the editors' side: signing in, the second factor, and what was refused."""
