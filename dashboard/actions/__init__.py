"""What a person changes: validated, written with an audit line in one transaction, refused in the demo."""
