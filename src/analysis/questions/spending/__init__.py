"""What was spent of the fund and budgeted for the policy fields after it, and what can be compared?."""
