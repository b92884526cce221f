"""The pipeline page: where dossiers are stuck."""
