"""How the site answers a browser: refusals, fragments and byte ranges."""
