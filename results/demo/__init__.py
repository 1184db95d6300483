"""The demonstration: people, plans and reports, brought in through the application's own actions."""
