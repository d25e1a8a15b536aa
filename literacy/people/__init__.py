"""Who uses the site, and how they sign in."""
