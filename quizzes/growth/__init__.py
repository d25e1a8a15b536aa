"""The rest of the library: fetched and made in the background, while the site serves."""
