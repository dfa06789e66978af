"""Pages and feeds from the web, by whatever address somebody gives, without becoming their way into ours.

`rules` says what may be fetched, `network` holds every connection to it, `fetcher` is what to use.
"""
