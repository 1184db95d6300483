"""Work in the background: the queue in the database, the workers that empty it, and what the night brings.

Django's task API and the queue of django-tasks-db stay as they are; what is here makes workers known to one another,
takes up what a killed one left, and starts the nightly work (docs/decisions/0008-killed-workers.md).
"""
