"""What a reply is worth: rules, detectors and marks. Knows nothing of scenarios, customers, sessions or screens."""
