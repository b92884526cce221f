"""The scorecard page: how units score over several indicators."""
