"""The door a web server uses: `gunicorn selfdirect.wsgi`.

Next:   selfdirect/settings.py
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfdirect.settings")
application = get_wsgi_application()

from selfdirect.actions.support.policy import policy  # noqa: E402 - the settings are read first

# A policy that cannot be used stops the site here, in words, and not on somebody's page.
policy()
