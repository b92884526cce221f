"""The about page: definitions, rules, sources and versions."""
