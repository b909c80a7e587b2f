"""Generated data may take their time: machines are shared, and how long a case takes says nothing of the code."""

from hypothesis import settings

settings.register_profile("book", deadline=None)
settings.load_profile("book")
