"""Voting, quorum and outcome for advisory boards, in the terminal."""
