"""Who makes the parts of a nation: processes beside this one, or workers of a cluster over a shared folder."""
