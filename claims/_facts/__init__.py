"""Facts without figures, by script: `english` reads words apart by spaces, `chinese` reads Han text."""
