"""What sittings come to, kept beside the answers and always made from them."""
