"""An operator's own tables of units: groupings and later resolutions, with the rules that they keep."""
